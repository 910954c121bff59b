import { DEFICIENCIES } from '../../../shared/notice/deficiency';
import type { Element, Notice } from '../../../shared/notice/notice';
import { screenNotice } from '../../../shared/notice/screen-notice';
import { ELEMENTS, standing } from '../../../shared/notice/statutory-elements';
import { isOurHost, whole } from './letter-of-complaint';

/** The notice without one of its elements. */
const WITHOUT = {
  i: ({ signature: _none, ...rest }) => rest,
  ii: (notice) => ({ ...notice, works: [] }),
  iii: (notice) => ({ ...notice, targets: [{ url: 'our site' }] }),
  iv: ({ contact: _none, ...rest }) => ({ ...rest, contact: {} }),
  v: ({ goodFaith: _none, ...rest }) => rest,
  vi: ({ authority: _none, ...rest }) => rest,
} as const satisfies Record<Element, (notice: Notice) => Notice>;

const subsets = Array.from({ length: 64 }, (_, bits) => ELEMENTS.filter((_element, n) => bits & (1 << n)));
const noticeWith = (present: readonly Element[]) =>
  ELEMENTS.filter((element) => !present.includes(element)).reduce<Notice>(
    (notice, element) => WITHOUT[element](notice),
    whole,
  );

describe('the 64 combinations of elements (17 U.S.C. 512(c)(3))', () => {
  it('are 1 effective, 7 curable and 56 others', () => {
    const counts = { effective: 0, curable: 0, no_notice: 0 };
    for (const elements of subsets) counts[standing(elements)] += 1;
    expect(counts).toEqual({ effective: 1, curable: 7, no_notice: 56 });
  });

  it.each(subsets.map((elements) => [elements.join(' ') || 'none', elements] as const))(
    'are found in a notice that has just them: %s',
    (_name, elements) => {
      const screening = screenNotice(noticeWith(elements), isOurHost);
      expect(screening.targets[0]?.elements).toEqual(elements);
      expect(screening.missing).toEqual(ELEMENTS.filter((element) => !elements.includes(element)));
      expect(screening.deficiencies.map((code) => DEFICIENCIES[code].element).sort()).toEqual(
        [...screening.missing].sort(),
      );
      expect(screening.dmcaEffective).toBe(elements.length === 6);
    },
  );
});

describe('URLs of one notice', () => {
  it('stand each for itself: one bad row of three leaves two effective', () => {
    const { targets, dmcaEffective, missing, deficiencies } = screenNotice(
      {
        ...whole,
        targets: [
          { url: 'https://mirror.example/ferry' },
          { url: 'https://elsewhere.example/ferry' },
          { url: 'https://www.mirror.example/ferry-2' },
        ],
      },
      isOurHost,
    );
    expect(targets.map((target) => target.standing)).toEqual(['effective', 'no_notice', 'effective']);
    expect(targets[1]?.deficiencies).toEqual(['NOT_OURS']);
    expect({ dmcaEffective, missing, deficiencies }).toEqual({
      dmcaEffective: true,
      missing: [],
      deficiencies: ['NOT_OURS'],
    });
  });

  it.each([
    ['https://mirror.example/', 'LOC_TOO_BROAD'],
    ['https://mirror.example/?s=ferry', 'LOC_TOO_BROAD'],
    ['https://mirror.example/search/ferry', 'LOC_TOO_BROAD'],
    ['https://mirror.example/tag/ferries', 'LOC_TOO_BROAD'],
    ['https://mirror.example/?p=1234', undefined],
    ['https://mirror.example/category-theory-explained', undefined],
    ['https://M.Mirror.Example/ferry', undefined],
    ['https://fjord-post.example/ferry', 'NOT_OURS'],
    ['mirror.example/ferry', 'LOC'],
    ['ftp://mirror.example/ferry', 'LOC'],
    ['javascript:alert(1)', 'LOC'],
    ['all of them', 'LOC'],
  ])('%s: %s', (url, code) => {
    const { targets } = screenNotice({ ...whole, targets: [{ url }] }, isOurHost);
    expect(targets[0]?.deficiencies).toEqual(code ? [code] : []);
  });

  it('belong to the work they name', () => {
    const works = [{ title: 'The last ferry' }, {}];
    const targets = [0, 1, undefined].map((work) => ({
      url: 'https://mirror.example/ferry',
      ...(work === undefined ? {} : { work }),
    }));
    const screening = screenNotice({ ...whole, works, targets }, isOurHost);
    expect(screening.targets.map(({ deficiencies }) => deficiencies)).toEqual([[], ['WORK'], []]);
  });
});

describe('what is enough', () => {
  it.each([
    ['a telephone number', { phone: '+47 22 33 44 55' }, true],
    ['a street', { postalAddress: 'Kaigaten 4, 5003 Bergen' }, true],
    ['a name', { name: 'Nora Lund' }, false],
    ['half a mail address', { email: 'nora@' }, false],
    ['a word for a number', { phone: 'on request' }, false],
  ])('to be reached: %s', (_what, contact, enough) => {
    expect(screenNotice({ ...whole, contact }, isOurHost).missing).toEqual(enough ? [] : ['iv']);
  });

  it.each([
    ['a full name', 'Nora Lund', []],
    ['in any script', '李娜', []],
    ['initials', 'N.', ['i']],
    ['a cross', '×××', ['i']],
    ['spaces', '   ', ['i']],
    ['a company, with a warning', 'Fjord Post Media Ltd.', []],
  ])('to have signed: %s', (_what, signature, missing) => {
    expect(screenNotice({ ...whole, signature }, isOurHost).missing).toEqual(missing);
  });

  it('to name a work: a description without any address, for unpublished works exist', () => {
    const works = [{ description: 'An unpublished interview with the ferry’s last captain' }];
    expect(screenNotice({ ...whole, works }, isOurHost).dmcaEffective).toBe(true);
  });

  it('under Art. 16 of the DSA: neither signature nor perjury; under 512 not', () => {
    const { signature: _none, authority: _nor, goodFaith: _neither, ...rest } = whole;
    expect(screenNotice(rest, isOurHost)).toMatchObject({ dsaComplete: true, dmcaEffective: false });
    const { accuracy: _no, ...noStatement } = rest;
    expect(screenNotice(noStatement, isOurHost).dsaComplete).toBe(false);
    expect(screenNotice({ ...rest, contact: { name: 'Nora Lund' } }, isOurHost).dsaComplete).toBe(false);
  });

  it('to be asked: a mail address that looks like one, not only a telephone', () => {
    const asked = (contact: Notice['contact']) => screenNotice({ ...whole, contact }, isOurHost).reachable;
    expect(asked(whole.contact)).toBe(true);
    expect(asked({ phone: '+47 22 33 44 55' })).toBe(false);
    expect(asked({ phone: '+47 22 33 44 55', email: 'nora at fjord-post' })).toBe(false);
  });

  it('is nothing where no address is given at all, and then says so', () => {
    const screening = screenNotice({ ...whole, targets: [] }, isOurHost);
    expect(screening).toMatchObject({
      targets: [],
      missing: ['iii'],
      deficiencies: ['LOC'],
      dmcaEffective: false,
    });
  });
});

describe('warnings make no notice deficient', () => {
  it.each([
    ['STATED_DATE', { statedDate: '13 August 2027' }],
    ['SIGNATURE_COMPANY_ONLY', { signature: 'Fjord Post Media Ltd.' }],
    ['MISDIRECTED', { channel: 'misdirected' }],
    ['NOT_ENGLISH', { language: 'de' }],
    ['MIXED_CLAIMS', { explanation: 'It also infringes our trademark.' }],
    ['SEVERAL_OWNERS', { onBehalfOf: 'Fjord Post AS and Bergen Times AS' }],
    ['NO_MANDATE', { capacity: 'agent' }],
    [
      'ONE_WORK_FOR_MANY_URLS',
      { targets: Array.from({ length: 11 }, (_, n) => ({ url: `https://mirror.example/${n}` })) },
    ],
    [
      'DUPLICATE_URL',
      {
        targets: [{ url: 'https://mirror.example/a?utm_source=x' }, { url: 'http://www.mirror.example/a/' }],
      },
    ],
  ] as const)('%s', (warning, change) => {
    const screening = screenNotice({ ...whole, ...change }, isOurHost);
    expect(screening.warnings).toEqual([warning]);
    expect(screening.dmcaEffective).toBe(true);
  });

  it('are absent from an ordinary notice', () => {
    expect(screenNotice({ ...whole, statedDate: '2026-11-19', language: 'en' }, isOurHost).warnings).toEqual(
      [],
    );
  });

  it('ATTACHMENT_ONLY', () => {
    const letter = { ...whole, targets: [], raw: 'Please see the list in the attached file.' };
    expect(screenNotice(letter, isOurHost).warnings).toEqual(['ATTACHMENT_ONLY']);
  });
});
