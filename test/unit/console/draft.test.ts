import { EMPTY, exclusionOf, lacking, reasonsFor } from '../../../console/case/draft';

describe('a decision in the making', () => {
  it('begins with nothing, and says what is still to be chosen', () => {
    expect(lacking(EMPTY, [])).toMatch(/address/);
    expect(lacking(EMPTY, [1])).toMatch(/what is to be done/);
    expect(lacking({ ...EMPTY, actions: ['disable'] }, [1])).toMatch(/reason/);
    expect(lacking({ actions: ['disable'], reasonCode: 'UPHELD_FULL_COPY', words: ' ' }, [1])).toMatch(
      /own words/,
    );
    expect(
      lacking({ actions: ['disable'], reasonCode: 'UPHELD_FULL_COPY', words: 'A copy.' }, [1]),
    ).toBeUndefined();
  });

  it('offers the reasons that go with what is to be done, and none that a machine gives', () => {
    expect(reasonsFor(['disable'])).toContain('UPHELD_FULL_COPY');
    expect(reasonsFor(['disable'])).not.toContain('KEPT_LICENSED');
    expect(reasonsFor(['keep'])).toContain('KEPT_LICENSED');
    expect(reasonsFor([])).toEqual(expect.arrayContaining(['UPHELD_IMAGE', 'KEPT_LICENSED']));
    expect(reasonsFor([])).not.toContain('REV_COURT');
  });

  it('names the clash where action and reason do not go together', () => {
    expect(lacking({ actions: ['keep'], reasonCode: 'UPHELD_FULL_COPY', words: 'x' }, [1])).toMatch(/KEPT_/);
  });

  it('excludes passages only of the one address that is decided', () => {
    const draft = { ...EMPTY, exclude: { item: 2, passages: [1, 3], scope: 'original' } } as const;
    expect(exclusionOf(draft, [2])).toEqual({ item: 2, passages: [1, 3], scope: 'original' });
    expect(exclusionOf(draft, [1])).toBeUndefined();
    expect(exclusionOf(draft, [1, 2])).toBeUndefined();
    expect(exclusionOf({ ...draft, exclude: { ...draft.exclude, passages: [] } }, [2])).toBeUndefined();
  });
});
