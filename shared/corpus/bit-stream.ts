import { Problem } from '../problem';
import { ByteWriter } from './byte-stream';

const LOW = 2 ** 24;

/** Bits, most significant first. Integers up to 2^48 pass as doubles, in parts of 24 bits. */
export class BitWriter {
  readonly #out = new ByteWriter();
  #pending = 0;
  #filled = 0;

  #part(value: number, width: number): void {
    this.#pending = (this.#pending << width) | value;
    this.#filled += width;
    while (this.#filled >= 8) {
      this.#filled -= 8;
      this.#out.u8((this.#pending >>> this.#filled) & 0xff);
    }
  }

  /** The low `width` bits (0 to 48) of `value`. */
  bits(value: number, width: number): void {
    if (width > 24) {
      this.#part(Math.floor(value / LOW), width - 24);
      this.#part(value % LOW, 24);
    } else this.#part(value, width);
  }

  /** `count` zeros and a one. */
  unary(count: number): void {
    for (let i = 0; i < count; i++) this.#part(0, 1);
    this.#part(1, 1);
  }

  /** What has been written, padded with zeros to a whole byte. */
  finish(): Uint8Array {
    if (this.#filled > 0) this.#part(0, 8 - this.#filled);
    return this.#out.written();
  }
}

/** Reads what BitWriter wrote. @throws Problem `corrupt` beyond the end. */
export class BitReader {
  #at = 0;
  #pending = 0;
  #filled = 0;

  constructor(
    readonly source: Uint8Array,
    /** Names the object in errors. */
    readonly name: string,
  ) {}

  #part(width: number): number {
    while (this.#filled < width) {
      if (this.#at === this.source.length) throw new Problem('corrupt', `${this.name}: ends too early`);
      this.#pending = (this.#pending << 8) | this.source[this.#at++]!;
      this.#filled += 8;
    }
    this.#filled -= width;
    return (this.#pending >>> this.#filled) & (2 ** width - 1);
  }

  bits(width: number): number {
    return width > 24 ? this.#part(width - 24) * LOW + this.#part(24) : this.#part(width);
  }

  unary(): number {
    let count = 0;
    while (this.#part(1) === 0) count++;
    return count;
  }

  /** @throws Problem `corrupt` unless only padding is left. */
  finish(): void {
    if (this.#at !== this.source.length || this.#filled > 7 || this.#part(this.#filled) !== 0)
      throw new Problem('corrupt', `${this.name}: has bytes too many`);
  }
}
