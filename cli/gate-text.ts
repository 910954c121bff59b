import type { GateView } from '../shared/desk/order-deliveries';

/** Where deliveries wait for a person, since when and why. */
export function describeGates(gates: readonly GateView[]): string {
  const lines = gates.flatMap(({ of, paused, tripped, disabled, failingSince }) => {
    const name = of === 'DESK' ? 'the whole desk' : of;
    return [
      ...(paused ? [`${name}: paused since ${paused.at} by ${paused.by}: ${paused.reason}`] : []),
      ...(tripped
        ? [`${name}: removals stopped since ${tripped.at}, over ${tripped.limit} in ten minutes`]
        : []),
      ...(disabled ? [`${name}: its CMS is not called since ${disabled.at}: ${disabled.reason}`] : []),
      ...(failingSince && !disabled ? [`${name}: its CMS has taken nothing since ${failingSince}`] : []),
    ];
  });
  return lines.length === 0 ? 'nothing is stopped\n' : `${lines.join('\n')}\n`;
}
