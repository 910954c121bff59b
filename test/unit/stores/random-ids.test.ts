import { parseArticleId, parseCaseId, parseKeyId, parseLicenceId, parseOutboxId } from '../../../shared/ids';
import { randomIds } from '../../../shared/stores/random-ids';

const many = <T>(make: () => T): readonly T[] => Array.from({ length: 2_000 }, make);

describe('new ids', () => {
  const ids = randomIds();

  it('are what their parsers take, each once', () => {
    for (const [make, parse] of [
      [() => ids.article(), parseArticleId],
      [() => ids.case(), parseCaseId],
      [() => ids.licence(), parseLicenceId],
      [() => ids.outbox(), parseOutboxId],
      [() => ids.key(), parseKeyId],
    ] as const) {
      const made = many<string>(make);
      expect(made.map((id) => parse(id))).toEqual(made);
      expect(new Set(made).size).toBe(made.length);
    }
  });

  it('ascend where they are ULIDs, even within a millisecond', () => {
    const made = many(() => ids.ulid());
    expect(made).toEqual([...made].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('use every letter of a case number', () => {
    const letters = new Set(many(() => ids.case()).flatMap((id) => id.slice(3).replace('-', '').split('')));
    expect(letters.size).toBe(32);
  });

  it('hold 256 random bits where they are secrets', () => {
    expect(Buffer.from(ids.secret(), 'base64url')).toHaveLength(32);
    expect(new Set(many(() => ids.secret())).size).toBe(2_000);
  });
});
