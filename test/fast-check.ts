import * as library from 'fast-check';

export * from 'fast-check';

/**
 * Properties draw the same in every run, so that no change is refused for what its author could not see. Other draws, and
 * more of them: `PROPERTY_TIMES=30 npm test -- test/property` runs each property thirty times as often, from a seed that
 * it prints on failure.
 */
const times = Number(process.env['PROPERTY_TIMES'] ?? 1);
const seed = times === 1 ? { seed: 20_261_122 } : {};

const drawn = <Ts>({ numRuns = 100, ...rest }: library.Parameters<Ts> = {}): library.Parameters<Ts> => ({
  ...seed,
  ...rest,
  numRuns: numRuns * times,
});

export const assert: typeof library.assert = <Ts>(
  property: library.IRawProperty<Ts>,
  parameters?: library.Parameters<Ts>,
) => library.assert(property, drawn(parameters)) as never;

export const check: typeof library.check = <Ts>(
  property: library.IRawProperty<Ts>,
  parameters?: library.Parameters<Ts>,
) => library.check(property, drawn(parameters)) as never;
