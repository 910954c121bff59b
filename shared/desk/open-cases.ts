import { between, type Instant, MINUTE } from '../clock/instant';
import { type OpenCase, openFigures, type OpenFigures } from '../statistics/open-figures';
import { liveLease } from '../case/lease';
import { workDue } from './case-clock-view';
import type { Desk, OpenHead } from './desk';

export interface OpenCases extends OpenFigures {
  /** When they were counted. */
  readonly at: Instant;
  readonly andMore: boolean;
}

/** Counting ten thousand cases takes 19 requests, 1,707 read units and a fifth of a second of work; that is good for a minute, and fewer for less. */
const GOOD_FOR_MS = MINUTE;
const OF_CASES = 10_000;
/** A count that is good for less is not worth a row. */
const WORTH_KEEPING = OF_CASES / 20;

/**
 * Every open case is counted, by whoever looks first; who looks soon after is told the same count. How soon grows with what
 * the count costs, so that counting takes the same small part of the table's capacity however many are open and however
 * many look, and a small desk is always told how it stands now.
 */
export async function openCases(desk: Pick<Desk, 'now' | 'cases' | 'figures'>): Promise<OpenCases> {
  const at = desk.now();
  const kept = await desk.figures.keptOpenCases();
  if (kept && between(kept.at, at) < goodFor(kept)) return kept;
  const { cases, andMore } = await desk.cases.everyOpen((head) => openCase(head, at));
  const counted = { at, ...openFigures(cases, at), andMore };
  if (counted.counted >= WORTH_KEEPING) await desk.figures.keepOpenCases(counted);
  return counted;
}

function openCase(head: OpenHead, now: Instant): OpenCase {
  const { kind, state, receivedAt } = head;
  const lease = liveLease(head, now);
  return { kind, state, receivedAt, ...workDue(head, now), ...(lease && { claimedBy: lease.holder }) };
}

const goodFor = ({ counted }: OpenCases): number => GOOD_FOR_MS * Math.min(1, counted / OF_CASES);
