/**
 * What the corpus stores and looks up. `hashes` are remixed integers in [0, 2^48) held in doubles;
 * `positions[i]` is the index of the first word of shingle i in the normalised word list.
 */
export interface Fingerprint {
  /** Names k, w, hash seed and fold table; a reader refuses an id it does not know. */
  readonly algorithm: string;
  readonly hashes: Float64Array;
  readonly positions: Uint32Array;
  /** Words in the text after normalisation. */
  readonly wordCount: number;
}
