import type { Desk } from './desk';

export interface Rebuilt {
  /** Cases looked at in this part. */
  readonly cases: number;
  /** Of them, those that stood elsewhere in the indexes than their facts put them, and are put right. */
  readonly mended: number;
  /** Where the next part begins; absent when all is done. */
  readonly cursor?: string;
}

/** Computes the places of cases in the queue and due indexes anew, from the cases alone; a part at a time. */
export const rebuildQueue = (desk: Pick<Desk, 'cases'>, cursor: string | undefined): Promise<Rebuilt> =>
  desk.cases.reindex({ limit: 500, ...(cursor !== undefined && { cursor }) });
