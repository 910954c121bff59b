import type { CaseHead, Outcome, Role } from '../case/case';
import { doneAt, laneOf } from '../case/queue-order';
import type { Instant } from '../clock/instant';
import { parseCaseId } from '../ids';
import type { Desk, NewestFirst } from './desk';
import { foundBy } from './found-by';
import { queueLine, type QueueLine } from './list-queue';

/** One line of what was found, open or not. */
export interface FoundLine extends QueueLine {
  readonly outcome?: Outcome;
  /** When it was decided, or closed without a decision; absent while it waits for somebody. */
  readonly doneAt?: Instant;
}

export interface FoundCases {
  /** The desk's own time: what is left is counted from it. */
  readonly at: Instant;
  readonly cases: readonly FoundLine[];
  readonly cursor?: string;
}

/**
 * Any case: by its number, by the address or host of a page, or by the organisation or mail address of who complains, each
 * exactly, received last first; without words those that wait for nobody any more, done last first.
 */
export async function findCases(
  desk: Pick<Desk, 'now' | 'cases'>,
  { of, ...page }: NewestFirst & { readonly of?: string },
  reader: Role,
): Promise<FoundCases> {
  const { heads, cursor } = await found(desk, of, page);
  const now = desk.now();
  return {
    at: now,
    cases: heads.map((head) => foundLine(head, now, reader)),
    ...(cursor !== undefined && { cursor }),
  };
}

async function found(
  desk: Pick<Desk, 'cases'>,
  of: string | undefined,
  page: NewestFirst,
): Promise<{ readonly heads: readonly CaseHead[]; readonly cursor?: string }> {
  if (of === undefined) {
    const { cases, ...more } = await desk.cases.done(page);
    return { heads: cases, ...more };
  }
  const number = parseCaseId(of.trim().toUpperCase());
  const { ids, ...more } = number ? { ids: [number] } : await desk.cases.foundBy(foundBy(of), page);
  const heads = await Promise.all(ids.map((id) => desk.cases.head(id)));
  return { heads: heads.filter((head) => head !== undefined), ...more };
}

const foundLine = (head: CaseHead, now: Instant, reader: Role): FoundLine => ({
  ...queueLine(head, now, reader),
  ...(head.outcome && { outcome: head.outcome }),
  ...(laneOf(head) === undefined && { doneAt: doneAt(head) }),
});
