import { asTold } from '../case/as-told';
import type { CaseFile, CaseState, Comparison, Item, ItemState } from '../case/case';
import { isActedOn } from '../case/outcome';
import type { Instant } from '../clock/instant';
import { type CaseId, parseCaseId } from '../ids';
import type { Notice, Work } from '../notice/notice';
import { Problem } from '../problem';
import { decisionDue } from './case-clock-view';
import { completedNotice } from './complete-notice';
import { hasAbsorbed } from './absorbed';
import type { Desk } from './desk';
import { hasSha256 } from './digest';
import { type MissingPart, missingOf, missingParts } from './notice-deficiencies';
import { takesAnswer } from './waits-for-answer';

/** What the complainant sees of a case: nothing of any other party. */
export interface StatusView {
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly receivedAt: Instant;
  readonly dueAt?: Instant;
  readonly timeLeft: string;
  readonly missing: readonly MissingPart[];
  /** Works, counted from 0, whose original text we need to compare: send it to /original-text under this address. */
  readonly originalTextWanted: readonly number[];
  /** The same in words, where one is wanted. */
  readonly pleaseSend?: string;
  /** While something is missing: what was given so far, so that nobody types it again. */
  readonly given?: Given;
  readonly items: readonly {
    readonly no: number;
    readonly url: string;
    readonly state: ItemState;
    readonly compared: Comparison['outcome'];
    readonly missing: readonly MissingPart[];
    readonly reasonCode?: string;
    readonly reason?: string;
    /** Decided so, for good: what can still be taken back is not told. */
    readonly orderedAt?: Instant;
    /** The site said that it did what was ordered. */
    readonly acknowledgedAt?: Instant;
    /** The page was seen changed. */
    readonly confirmedGoneAt?: Instant;
  }[];
}

/** A notice as its sender reads it; the texts of its works, which may be long, left out. */
export type Given = Pick<
  Notice,
  'contact' | 'capacity' | 'onBehalfOf' | 'goodFaith' | 'authority' | 'accuracy' | 'signature' | 'explanation'
> & { readonly works: readonly Omit<Work, 'text'>[] };

const SEND_TEXT =
  'We have no text of your original to compare with. Please answer our mail with it, or POST {"text": "..."} to this address followed by /original-text.';

/** A long notice is still being stored for some seconds after its receipt was given. */
const wantsText = ({ items }: CaseFile): readonly number[] => {
  const works = items.flatMap(({ state, comparison, work = 0 }) =>
    state === 'PENDING' && comparison.outcome === 'not_compared' && comparison.why === 'no_original_text'
      ? [work]
      : [],
  );
  return [...new Set(works)];
};

/**
 * The case behind a status link's token, `<case number>.<secret>`.
 * @throws Problem `not_found`, in the same words for an unknown case and a wrong secret.
 */
export async function caseOfToken(desk: Pick<Desk, 'cases'>, token: string): Promise<CaseFile> {
  const id = parseCaseId(token.split('.')[0] ?? '');
  const file = id && (await desk.cases.load(id));
  const genuine = hasSha256(token, file?.head.statusTokenSha256 ?? '0'.repeat(64));
  if (!file || !genuine)
    throw new Problem(
      'not_found',
      'this link leads to no case; take it from your receipt as it stands there',
    );
  return file;
}

export async function readStatus(
  desk: Pick<Desk, 'now' | 'cases' | 'records'>,
  token: string,
): Promise<StatusView> {
  const file = await caseOfToken(desk, token);
  const status = statusOf(asTold(file, desk.now()), desk.now());
  if (status.missing.length === 0 || !takesAnswer(file.head, desk.now())) return status;
  // What another complaint said is not for the holder of this one's link.
  if (hasAbsorbed(await desk.cases.timeline(file.head.id))) return status;
  return { ...status, given: givenOf(await completedNotice(desk, file.head)) };
}

const givenOf = (notice: Notice): Given => {
  const { contact, capacity, onBehalfOf, goodFaith, authority, accuracy, signature, explanation } = notice;
  return {
    contact,
    works: notice.works.map(({ text: _text, ...work }) => work),
    ...(capacity && { capacity }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    ...(goodFaith && { goodFaith }),
    ...(authority && { authority }),
    ...(accuracy && { accuracy }),
    ...(signature !== undefined && { signature }),
    ...(explanation !== undefined && { explanation }),
  };
};

export function statusOf(file: CaseFile, now: Instant): StatusView {
  const { head, items } = file;
  const originalTextWanted = wantsText(file);
  return {
    caseId: head.id,
    state: head.state,
    receivedAt: head.receivedAt,
    ...decisionDue(head, now),
    missing: missingOf(file),
    originalTextWanted,
    ...(originalTextWanted.length > 0 && { pleaseSend: SEND_TEXT }),
    items: items.map(itemView),
  };
}

function itemView(item: Item): StatusView['items'][number] {
  const { no, url, state, comparison, deficiencies, decision, acknowledgedAt, confirmedGoneAt } = item;
  return {
    no,
    url,
    state,
    compared: comparison.outcome,
    missing: missingParts(deficiencies),
    ...(decision && { reasonCode: decision.reasonCode, reason: decision.reason }),
    ...(decision && isActedOn(item) && { orderedAt: decision.decidedAt }),
    ...(acknowledgedAt !== undefined && { acknowledgedAt }),
    ...(confirmedGoneAt !== undefined && { confirmedGoneAt }),
  };
}
