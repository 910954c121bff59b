/** The package brings no types. What stands here is what simhash.ts and the benchmarks use of it. */
declare module 'simhash-js' {
  export class SimHash {
    constructor(options?: { readonly kshingles: number; readonly maxFeatures: number });
    /** An unsigned 32-bit integer, for inputs of two chunks or more; else a hexadecimal string. */
    hash(input: string): number;
  }
  export const Comparator: { similarity(x: number, y: number): number };
}
