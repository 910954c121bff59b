import type { DeliveryGates } from '../desk/desk';
import type { DeliveryGate } from '../desk/delivery-gate';
import { GATES, gateKey, gateRow } from './desk-rows';
import { absent, atVersion, type Table } from './table';

export const openDeliveryGates = (desk: Table): DeliveryGates => ({
  get: (of) => desk.get<DeliveryGate>(gateKey(of)),
  list: () => desk.all<DeliveryGate>({ pk: GATES, from: '0', to: '~' }),
  put: (gate, expectedVersion) =>
    desk.put(gateRow(gate), expectedVersion === 0 ? absent : atVersion(expectedVersion)),
});
