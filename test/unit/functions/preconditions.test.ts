import { asRead, preconditionOf, requiredPrecondition } from '../../../functions/preconditions';
import type { CaseFile } from '../../../shared/case/case';
import type { CaseChange, CaseStore } from '../../../shared/desk/desk';
import type { CaseId } from '../../../shared/ids';

const sending = (headers: Readonly<Record<string, string>>) => ({ header: (name: string) => headers[name] });
const meets = (headers: Readonly<Record<string, string>>, current: string | undefined): boolean => {
  try {
    preconditionOf(sending(headers))?.(current);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ kind: 'precondition_failed' });
    return false;
  }
};

describe('a precondition', () => {
  it.each([
    [{}, '"4"', true],
    [{ 'if-match': '"4"' }, '"4"', true],
    [{ 'if-match': '"3", "4"' }, '"4"', true],
    [{ 'if-match': '"3"' }, '"4"', false],
    [{ 'if-match': 'W/"4"' }, '"4"', false],
    [{ 'if-match': '*' }, '"4"', true],
    [{ 'if-match': '*' }, undefined, false],
    [{ 'if-match': '"4"' }, undefined, false],
    [{ 'if-none-match': '*' }, undefined, true],
    [{ 'if-none-match': '*' }, '"4"', false],
  ] as const)('%p of what stands as %p holds: %p', (headers, current, holds) => {
    expect(meets(headers, current)).toBe(holds);
  });

  it('must be said where nothing may be overwritten unseen', () => {
    expect(() => requiredPrecondition(sending({}))).toThrow(
      expect.objectContaining({ kind: 'precondition_required' }),
    );
    expect(() => requiredPrecondition(sending({ 'if-none-match': '*' }))).not.toThrow();
  });
});

describe('a change of a case as it was read', () => {
  const id = 'CD-7K3MX-2QZ9A' as CaseId;
  /** A store of one case that somebody else may change. */
  const storeAt = (version: number) => {
    let stands = version;
    const fileOf = () => ({ head: { version: stands }, items: [] }) as unknown as CaseFile;
    const cases = {
      load: async () => fileOf(),
      commit: async ({ expectedVersion, head }: CaseChange) => {
        if (expectedVersion !== stands) return { outcome: 'conflict', current: undefined };
        stands = head.version;
        return { outcome: 'committed' };
      },
    } as unknown as CaseStore;
    return { cases, somebodyElseChangesIt: () => void (stands += 1) };
  };
  const changeTo = (version: number) =>
    ({ expectedVersion: version - 1, head: { version } }) as unknown as CaseChange;

  it('goes on over its own writes: many items are decided 25 at a time', async () => {
    const { cases } = asRead(storeAt(4), sending({ 'if-match': '"4"' }));
    await cases.load(id);
    await cases.commit(changeTo(5));
    await expect(cases.load(id)).resolves.toMatchObject({ head: { version: 5 } });
  });

  it('stops where somebody else came first, at the start and in between', async () => {
    const stale = asRead(storeAt(5), sending({ 'if-match': '"4"' }));
    await expect(stale.cases.load(id)).rejects.toMatchObject({ kind: 'precondition_failed' });
    const store = storeAt(4);
    const { cases } = asRead(store, sending({ 'if-match': '"4"' }));
    await cases.load(id);
    store.somebodyElseChangesIt();
    await expect(cases.commit(changeTo(5))).resolves.toMatchObject({ outcome: 'conflict' });
    await expect(cases.load(id)).rejects.toMatchObject({ kind: 'precondition_failed' });
  });

  it('is any change where the caller says nothing', () => {
    const store = storeAt(4);
    expect(asRead(store, sending({}))).toBe(store);
  });
});
