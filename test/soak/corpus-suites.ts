import type { Fault } from '../../local/s3/fault-plan';
import { s3Stores } from '../contract/corpus/stores';
import { violation } from '../property/corpus/protocol-model';
import { corpusCrashPoints, type Wire } from './corpus-crash-points';
import type { SoakSuite } from './suite';

const WIRE_FAULTS: readonly Fault[] = [
  { kind: 'drop_before' },
  { kind: 'drop_after' },
  { kind: 'truncate' },
  { kind: 'error', status: 503, code: 'SlowDown' },
];

/** Every crash point of the corpus' protocol against the S3 emulator, through the AWS SDK, with faults above and below it. */
export async function corpusOnS3(): Promise<SoakSuite> {
  let armed: { readonly fault: Fault; left: number } | undefined;
  const stores = await s3Stores(() => {
    if (armed === undefined || armed.left-- !== 0) return undefined;
    return armed.fault;
  });
  const wire: Wire = {
    faults: WIRE_FAULTS,
    arm: (fault, at) => void (armed = fault && { fault, left: at }),
  };
  return {
    name: 'corpus on S3, every request of every process',
    points: await corpusCrashPoints(() => stores.fresh(), wire),
    close: () => stores.stop(),
  };
}

/** Schedules of many processes at once, interleaved at random at every request. */
export async function corpusInterleaved(schedules: number): Promise<SoakSuite> {
  const stores = await s3Stores();
  return {
    name: 'corpus on S3, processes interleaved',
    points: Array.from({ length: schedules }, (_, i) => ({
      name: `schedule ${i + 1}`,
      run: async (seed: number) => violation(seed * schedules + i, {}, await stores.fresh()),
    })),
    close: () => stores.stop(),
  };
}
