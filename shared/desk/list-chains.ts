import { type Chain, chainOf } from './audit-record';
import type { Desk } from './desk';

/** Rows of the table that one page reads: a scan answers 1 MB at most, whatever is asked. */
const ROWS = 500;

/** How far the chain of every case goes, closed ones too, a part of the table at a time: a page may be empty. */
export async function listChains(
  desk: Pick<Desk, 'cases'>,
  cursor: string | undefined,
): Promise<{ readonly chains: readonly Chain[]; readonly cursor?: string }> {
  const page = await desk.cases.everyHead({ limit: ROWS, ...(cursor !== undefined && { cursor }) });
  return {
    chains: page.heads.map(chainOf),
    ...(page.cursor !== undefined && { cursor: page.cursor }),
  };
}
