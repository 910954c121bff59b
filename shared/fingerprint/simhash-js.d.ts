/** The package brings no types. What stands here is what simhash.ts uses of it. */
declare module 'simhash-js' {
  export class SimHash {
    constructor(options: { readonly kshingles: number; readonly maxFeatures: number });
    /** An unsigned 32-bit integer, for inputs of two chunks or more. */
    hash(input: string): number;
  }
}
