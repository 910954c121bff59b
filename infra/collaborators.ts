import type { Alerts } from './alerts';
import type { CorpusBucket } from './corpus-bucket';
import type { DeskTable } from './desk-table';
import type { RecordsBucket } from './records-bucket';
import type { RegistryTable } from './registry-table';
import type { WorkQueue } from './work-queue';

/** What the capabilities work with; each takes the part it needs (`Pick<Collaborators, …>`) and asks for its rights itself. */
export interface Collaborators {
  readonly corpus: CorpusBucket;
  readonly records: RecordsBucket;
  readonly desk: DeskTable;
  readonly registry: RegistryTable;
  readonly queues: WorkQueues;
  readonly alerts: Alerts;
  /** Where the API answers; no trailing slash. */
  readonly publicUrl: string;
  /** The one address that mail goes out from and complaints come in at. */
  readonly mailbox: string;
}

export interface WorkQueues {
  readonly submissions: WorkQueue;
  readonly notices: WorkQueue;
  readonly fetches: WorkQueue;
  readonly delivery: WorkQueue;
}
