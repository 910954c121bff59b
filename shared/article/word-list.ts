/** A text's words, column by column; see words.ts for what a word is. */
export interface Words {
  readonly count: number;
  /** Hash of the normalised word, uniform in [0, 2^32). */
  readonly hashes: Uint32Array;
  /** Hash of the first six letters, so that most inflections agree; 0 for words of fewer than four letters. */
  readonly stems: Uint32Array;
  /** Where the word stands in the text, UTF-16 code units, end exclusive. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Words as they are found. */
export class WordList {
  #count = 0;
  #capacity: number;
  #hashes: Uint32Array;
  #stems: Uint32Array;
  #starts: Uint32Array;
  #ends: Uint32Array;

  constructor(expected: number) {
    this.#capacity = expected;
    this.#hashes = new Uint32Array(expected);
    this.#stems = new Uint32Array(expected);
    this.#starts = new Uint32Array(expected);
    this.#ends = new Uint32Array(expected);
  }

  add(hash: number, stem: number, start: number, end: number): void {
    if (this.#count === this.#capacity) this.#grow();
    const at = this.#count++;
    this.#hashes[at] = hash;
    this.#stems[at] = stem;
    this.#starts[at] = start;
    this.#ends[at] = end;
  }

  #grow(): void {
    this.#capacity *= 2;
    const wider = (from: Uint32Array) => {
      const to = new Uint32Array(this.#capacity);
      to.set(from);
      return to;
    };
    this.#hashes = wider(this.#hashes);
    this.#stems = wider(this.#stems);
    this.#starts = wider(this.#starts);
    this.#ends = wider(this.#ends);
  }

  finish(): Words {
    const count = this.#count;
    return {
      count,
      hashes: this.#hashes.slice(0, count),
      stems: this.#stems.slice(0, count),
      starts: this.#starts.slice(0, count),
      ends: this.#ends.slice(0, count),
    };
  }
}
