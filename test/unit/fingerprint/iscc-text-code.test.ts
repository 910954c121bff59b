import * as fc from '../../fast-check';
import { minhash, MULTIPLIERS, SUMMANDS } from '../../../shared/fingerprint/iscc-minhash';
import { type IsccBits, isccTextCode } from '../../../shared/fingerprint/iscc-text-code';
import vectors from '../../fixtures/iscc/text-code-vectors.json';

const bodyOf = (iscc: string): readonly number[] => {
  const digits = Array.from(iscc.slice('ISCC:'.length), (c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c));
  return digits.flatMap((digit) => [4, 3, 2, 1, 0].map((bit) => (digit >> bit) & 1)).slice(16);
};

const distance = (x: string, y: string): number => {
  const other = bodyOf(y);
  return bodyOf(x).filter((bit, i) => bit !== other[i]).length;
};

describe('the ISCC Text-Code', () => {
  it.each(vectors)('gives the official vector $name', ({ text, bits, iscc, characters }) => {
    expect(isccTextCode(text, bits as IsccBits)).toEqual({ iscc, characters });
  });

  it('has 64 bits unless said', () => {
    expect(isccTextCode('Hello World')).toEqual(isccTextCode('Hello World', 64));
  });

  it('begins alike at every length', () => {
    const whole = bodyOf(isccTextCode('The ferry left the harbour.', 256).iscc);
    for (const bits of [32, 64, 96, 128, 160, 192, 224] as const)
      expect(bodyOf(isccTextCode('The ferry left the harbour.', bits).iscc).slice(0, bits)).toEqual(
        whole.slice(0, bits),
      );
  });

  it('does not see case, accents, punctuation, white space or invisible signs', () => {
    expect(isccTextCode('Café — “NOIR”,\u2028\u00a0au\u200blait!')).toEqual(isccTextCode('cafe noir aulait'));
  });

  it('counts code points, not UTF-16 code units', () => {
    expect(isccTextCode('𝄞𠀀𠀁').characters).toBe(3);
  });

  it('takes a sigma for final only where the whole text ends', () => {
    expect(isccTextCode('ΟΔΟΣ ΟΔΟΣ').iscc).toBe(isccTextCode('οδοσοδος').iscc);
    expect(isccTextCode('ΟΔΟΣ ΟΔΟΣ').iscc).not.toBe(isccTextCode('οδοςοδος').iscc);
  });

  it('moves few bits for few words changed', () => {
    const text = Array.from({ length: 300 }, (_, i) => `word${(i * 7919) % 1000}`).join(' ');
    const edited = text.replace('word7 ', 'another ');
    const unrelated = Array.from({ length: 300 }, (_, i) => `term${(i * 104729) % 1000}`).join(' ');
    const code = isccTextCode(text, 256).iscc;
    expect(distance(code, isccTextCode(edited, 256).iscc)).toBeLessThan(30);
    expect(distance(code, isccTextCode(unrelated, 256).iscc)).toBeGreaterThan(90);
  });
});

describe('its minhash', () => {
  it('is the definition, in integers of any length', () => {
    const edges = fc.constantFrom(0, 1, 2, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff);
    const feature = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), edges);
    fc.assert(
      fc.property(fc.array(feature, { minLength: 1, maxLength: 20 }), (features) => {
        const defined = MULTIPLIERS.map((a, i) => {
          const hashes = features.map((f) => {
            const sum = BigInt.asUintN(64, a * BigInt(f) + SUMMANDS[i]!);
            return Number(BigInt.asUintN(32, sum % (2n ** 61n - 1n)));
          });
          return Math.min(...hashes);
        });
        expect([...minhash(Uint32Array.from(features))]).toEqual(defined);
      }),
      { numRuns: 300 },
    );
  });
});
