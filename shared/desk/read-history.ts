import { type CaseHead, type CaseState, type Item, type ItemState, type Outcome } from '../case/case';
import type { Instant } from '../clock/instant';
import type { CaseId } from '../ids';
import { loadCase } from './change-case';
import type { Desk } from './desk';

/** Most that is looked at of what was before; there may be more. */
const CASES = 25;
const ITEMS = 100;
const SOURCES = 5;
const SHOWN = 5;

export interface EarlierCase {
  readonly caseId: CaseId;
  readonly receivedAt: Instant;
  readonly state: CaseState;
  readonly outcome?: Outcome;
}

/** What became of earlier complaints of the one who surely sent this one. */
export interface SenderHistory {
  readonly cases: number;
  /** There are more: the counts are of the newest. */
  readonly truncated: boolean;
  readonly upheld: number;
  readonly partial: number;
  readonly rejected: number;
  readonly withdrawn: number;
  readonly open: number;
  readonly last: readonly EarlierCase[];
}

export interface EarlierItem {
  readonly caseId: CaseId;
  readonly item: number;
  readonly receivedAt: Instant;
  readonly state: ItemState;
}

/** What became of earlier complaints about pages of one source. */
export interface SourceHistory {
  readonly source: string;
  readonly items: number;
  readonly truncated: boolean;
  readonly upheld: number;
  readonly kept: number;
  readonly open: number;
  readonly last: readonly EarlierItem[];
}

export interface CaseHistory {
  /** Absent where nobody vouches for who sent it: under a name that anybody can write no history is kept. */
  readonly sender?: SenderHistory;
  readonly sources: readonly SourceHistory[];
}

/** Numbers and cases, no judgement: what was before this case. @throws Problem `not_found`. */
export async function readHistory(desk: Pick<Desk, 'cases'>, id: CaseId): Promise<CaseHistory> {
  const { head, items } = await loadCase(desk, id);
  const from = new Map(
    items.flatMap(({ siteId = head.siteId, respondent }) =>
      respondent === undefined ? [] : [[respondent, { siteId, respondent }] as const],
    ),
  );
  const [sender, sources] = await Promise.all([
    head.senderSha256 === undefined ? undefined : senderHistory(desk, head.senderSha256, head),
    Promise.all([...from.values()].slice(0, SOURCES).map((source) => sourceHistory(desk, source, head))),
  ]);
  return { ...(sender && { sender }), sources };
}

async function senderHistory(
  desk: Pick<Desk, 'cases'>,
  senderSha256: string,
  { receivedAt: before }: CaseHead,
): Promise<SenderHistory> {
  const { ids, more } = await desk.cases.sentBy(senderSha256, { before, limit: CASES });
  const heads = (await Promise.all(ids.map((id) => desk.cases.head(id)))).filter(
    (head) => head !== undefined,
  );
  const count = (of: (head: CaseHead) => boolean) => heads.filter(of).length;
  return {
    cases: heads.length,
    truncated: more,
    upheld: count(({ outcome }) => outcome === 'UPHELD'),
    partial: count(({ outcome }) => outcome === 'PARTIAL'),
    rejected: count(({ outcome }) => outcome === 'REJECTED'),
    withdrawn: count(({ state }) => state === 'WITHDRAWN'),
    open: count(({ pendingCount, state }) => pendingCount > 0 && state !== 'MERGED'),
    last: heads.slice(0, SHOWN).map(({ id, receivedAt, state, outcome }) => ({
      caseId: id,
      receivedAt,
      state,
      ...(outcome && { outcome }),
    })),
  };
}

const isUpheld = ({ decision }: Item): boolean => decision?.reasonCode.startsWith('UPHELD_') === true;

async function sourceHistory(
  desk: Pick<Desk, 'cases'>,
  source: { readonly siteId: CaseHead['siteId']; readonly respondent: string },
  { receivedAt: before }: CaseHead,
): Promise<SourceHistory> {
  const { items, more } = await desk.cases.itemsFrom(source, { before, limit: ITEMS });
  return {
    source: source.respondent,
    items: items.length,
    truncated: more,
    upheld: items.filter(({ item }) => isUpheld(item)).length,
    kept: items.filter(({ item }) => item.state === 'KEPT').length,
    open: items.filter(({ item }) => item.state === 'PENDING').length,
    last: items
      .slice(0, SHOWN)
      .map(({ caseId, item: { no, receivedAt, state } }) => ({ caseId, item: no, receivedAt, state })),
  };
}
