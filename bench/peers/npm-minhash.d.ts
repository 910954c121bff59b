/** The package brings no types. What stands here is what its README shows, and the bands that its index is made of. */
declare module 'minhash' {
  export class Minhash {
    constructor(options?: { readonly numPerm?: number; readonly seed?: number });
    hashvalues: number[];
    update(element: string): void;
    jaccard(other: Minhash): number;
  }
  export class LshIndex {
    constructor(options?: { readonly bandSize?: number });
    readonly index: Record<string, string[]>;
    insert(key: string, minhash: Minhash): void;
    getHashbands(minhash: Minhash): string[];
    query(minhash: Minhash): string[];
  }
}
