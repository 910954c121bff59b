/** Something that is to be run again and again under other seeds: a crash point, or random schedules. */
export interface SoakPoint {
  readonly name: string;
  /** What broke, or undefined. The same seed runs the same schedule. */
  run(seed: number): Promise<string | undefined>;
}

/** Points over one set of emulators. `npm run soak` runs every suite it is given. */
export interface SoakSuite {
  readonly name: string;
  readonly points: readonly SoakPoint[];
  close(): Promise<void>;
}

export interface Violation {
  readonly point: string;
  readonly seed: number;
  readonly broken: string;
}

export interface SoakResult {
  readonly suite: string;
  readonly points: number;
  readonly schedules: number;
  readonly violations: readonly Violation[];
}

/**
 * Every point under `rounds` seeds, from `firstSeed` on; a round goes through all points before the next begins.
 * @param onRun after each schedule, with what broke.
 */
export async function runSuite(
  { name, points }: SoakSuite,
  { firstSeed, rounds }: { readonly firstSeed: number; readonly rounds: number },
  onRun: (violation: Violation | undefined) => void = () => undefined,
): Promise<SoakResult> {
  const violations: Violation[] = [];
  for (let seed = firstSeed; seed < firstSeed + rounds; seed++)
    for (const point of points) {
      const broken = await point.run(seed).catch((error: unknown) => `threw ${String(error)}`);
      const violation = broken === undefined ? undefined : { point: point.name, seed, broken };
      if (violation) violations.push(violation);
      onRun(violation);
    }
  return { suite: name, points: points.length, schedules: rounds * points.length, violations };
}
