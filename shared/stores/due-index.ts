import type { Instant } from '../clock/instant';
import type { DueIndex, DuePointer } from '../desk/desk';
import { parseAlertId, parseArticleId, parseCaseId, parseOutboxId } from '../ids';
import { Problem } from '../problem';
import { sha256 } from '../desk/digest';
import type { Table } from './table';

const SHARDS = 8;

/** The index keys of something due at `at`; spread over shards by the id of what owes it, so that no partition runs hot. */
export const dueKeys = (at: Instant, owner: string, id: string = owner) => ({
  duePk: `DUE#${Number.parseInt(sha256(owner).slice(0, 8), 16) % SHARDS}`,
  dueSk: `${at}#${id}`,
});

/** What a row of the index stands for is told by its keys alone, so the index projects nothing else. */
function pointerOf(row: Readonly<Record<string, unknown>>): DuePointer {
  const { pk, sk, dueSk } = row;
  const at = String(dueSk).slice(0, 24) as Instant;
  const alertId = String(pk).startsWith('ALERT#') && parseAlertId(String(pk).slice('ALERT#'.length));
  if (alertId) return { kind: 'alert', dueAt: at, alertId };
  const owner = String(pk).replace(/^[A-Z]+#/, '');
  const articleId = parseArticleId(owner);
  const caseId = parseCaseId(owner);
  const outboxId = parseOutboxId(String(sk).replace(/^OUTBOX#/, ''));
  const either = articleId ?? caseId;
  if (outboxId && either) return { kind: 'outbox', dueAt: at, owner: either, id: outboxId };
  if (articleId) return { kind: 'article', dueAt: at, articleId };
  if (caseId) return { kind: 'case', dueAt: at, caseId };
  throw new Problem(
    'corrupt',
    `the due index holds ${String(pk)}/${String(sk)}, which is nothing that can be due`,
  );
}

export function openDueIndex(desk: Table): DueIndex {
  /** An instant sorts before every `#` that follows it, `~` after. */
  async function dueInShard(shard: number, now: Instant, limit: number): Promise<readonly DuePointer[]> {
    const due: DuePointer[] = [];
    let after: Readonly<Record<string, unknown>> | undefined;
    do {
      const page = await desk.page({
        index: 'due',
        pk: `DUE#${shard}`,
        from: '0',
        to: `${now}#~`,
        limit: limit - due.length,
        ...(after ? { after } : {}),
      });
      due.push(...page.rows.map(pointerOf));
      after = page.next;
    } while (after && due.length < limit);
    return due;
  }

  return {
    async dueBy(now, limit) {
      const shards = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) => dueInShard(shard, now, limit)),
      );
      return shards
        .flat()
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))
        .slice(0, limit);
    },
  };
}
