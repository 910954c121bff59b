import type { Pulse, PulseStore } from '../desk/desk';
import { FORMAT, type Table } from './table';

const PULSES = 'PULSE';

/** One row for each thing that runs by itself: when it last did, and what it saw. */
export const openPulseStore = (desk: Table): PulseStore => ({
  get: (name) => desk.get<Pulse>({ pk: PULSES, sk: name }),
  async put(pulse) {
    await desk.put({ pk: PULSES, sk: pulse.name, format: FORMAT, body: pulse });
  },
});
