import type { DeficiencyCode, NoticeWarning } from '../../../shared/notice/deficiency';
import type { Notice } from '../../../shared/notice/notice';
import { readNotice } from '../../../shared/notice/read-notice';
import { screenNotice } from '../../../shared/notice/screen-notice';
import { isOurHost, RECEIVED, whole } from './letter-of-complaint';

const STATEMENTS = `I have a good faith belief that this use is not authorized by the copyright owner, its agent, or the law.
The information in this notice is accurate and, under penalty of perjury, I am authorized to act for the owner.`;

const letter = (body: string, end = 'Nora Lund') => `${body}\n\n${STATEMENTS}\n\nKind regards,\n${end}\n`;

const WORK = 'Original article: https://fjord-post.example/2026/ferry';
const COPY = 'Infringing URL: https://mirror.example/ferry';

interface Kind {
  readonly what: string;
  readonly text: string;
  readonly channel?: Notice['channel'];
  readonly effective: boolean;
  readonly dsaComplete: boolean;
  readonly targets: number;
  readonly deficiencies: readonly DeficiencyCode[];
  readonly warnings: readonly NoticeWarning[];
}

const fit = { effective: true, dsaComplete: true, targets: 1, deficiencies: [], warnings: [] } as const;

/** The kinds of notices that reach a desk beside the good one: what is found missing, and what a person is told. */
const KINDS: readonly Kind[] = [
  { ...fit, what: 'an ordinary one', text: letter(`${WORK}\n${COPY}`) },
  {
    ...fit,
    what: 'misdirected: to another address of ours than the agent’s',
    text: letter(`${WORK}\n${COPY}`),
    channel: 'misdirected',
    warnings: ['MISDIRECTED'],
  },
  {
    ...fit,
    what: 'in German, complete',
    text: `Sehr geehrte Damen und Herren,

der Artikel ist unser Werk und wurde ohne Erlaubnis auf Ihrer Seite veröffentlicht.
Originalartikel: https://fjord-post.example/2026/ferry
Rechtsverletzende Seite: https://mirror.example/ferry

Wir sind in gutem Glauben der Überzeugung, dass die Nutzung nicht erlaubt ist.
Wir versichern an Eides statt, dass wir Inhaber der Rechte sind und alle Angaben richtig sind.

Mit freundlichen Grüßen
Nora Lund`,
    warnings: ['NOT_ENGLISH'],
  },
  {
    ...fit,
    what: 'in French, without the American statements',
    text: `Madame, Monsieur,

Nous sommes titulaires des droits sur l’article publié sur notre site et copié sans autorisation sur le vôtre.
Article original: https://fjord-post.example/2026/ferry
Contrefaçon: https://mirror.example/ferry

Les informations de cette notification sont exactes et complètes.

Cordialement,
Nora Lund`,
    effective: false,
    deficiencies: ['GFB', 'AUTH'],
    warnings: ['NOT_ENGLISH'],
  },
  {
    ...fit,
    what: 'of copyright and trademark: the copyright part is judged',
    text: letter(`${WORK}\n${COPY}\n\nThe page also infringes our registered trademark FJORD POST.`),
    warnings: ['MIXED_CLAIMS'],
  },
  {
    ...fit,
    what: 'of trademark alone: another procedure, however complete',
    text: `You use our registered trademark FJORD POST without leave at https://mirror.example/ferry.

In good faith I believe this is not authorized. I declare under penalty of perjury that I am authorized to act for the
owner of the mark and that this information is accurate.

Kind regards,
Nora Lund`,
    effective: false,
    dsaComplete: false,
    deficiencies: ['WORK'],
    warnings: ['OTHER_LAW'],
  },
  {
    ...fit,
    what: 'of circumvention: expressly no notice under section 512',
    text: letter(
      `This letter is expressly not a takedown notice. Your page https://mirror.example/ferry circumvents the access
control of https://fjord-post.example/2026/ferry, which section 1201 forbids.`,
    ),
    warnings: ['OTHER_LAW'],
  },
  {
    ...fit,
    what: 'dated in a year to come: the clock runs from receipt',
    text: `13 August 2027\n\n${letter(`${WORK}\n${COPY}`)}`,
    warnings: ['STATED_DATE'],
  },
  {
    ...fit,
    what: 'of the home page alone',
    text: letter(`${WORK}\nInfringing URL: https://www.mirror.example/`),
    effective: false,
    dsaComplete: false,
    deficiencies: ['LOC_TOO_BROAD'],
  },
  {
    ...fit,
    what: 'of a section and a search, and one page',
    text: letter(
      `${WORK}\nInfringing URLs:\nhttps://mirror.example/tag/ferries\nhttps://mirror.example/?s=ferry\nhttps://mirror.example/ferry`,
    ),
    targets: 3,
    deficiencies: ['LOC_TOO_BROAD'],
  },
  {
    ...fit,
    what: 'of a page that is not ours',
    text: letter(`${WORK}\nInfringing URL:\nhttps://elsewhere.example/ferry`),
    effective: false,
    dsaComplete: false,
    deficiencies: ['NOT_OURS'],
  },
  {
    ...fit,
    what: 'of our page in an AMP cache: ours',
    text: letter(`${WORK}\nInfringing URL:\nhttps://www.google.com/amp/s/mirror.example/ferry/amp`),
  },
  {
    ...fit,
    what: 'of three hundred pages: every one is an item',
    text: letter(
      `${WORK}\nInfringing URLs:\n${Array.from({ length: 300 }, (_, n) => `https://mirror.example/ferry-${n}`).join('\n')}`,
    ),
    targets: 300,
    warnings: ['ONE_WORK_FOR_MANY_URLS'],
  },
  {
    ...fit,
    what: 'for several owners',
    text: letter(`Copyright owner: Fjord Post AS\nCopyright owner: Bergen Times AS\n${WORK}\n${COPY}`),
    warnings: ['SEVERAL_OWNERS'],
  },
  {
    ...fit,
    what: 'of an agency that does not say for whom',
    text: letter(`We are an anti-piracy agency. ${WORK}\n${COPY}`),
    warnings: ['NO_MANDATE'],
  },
  {
    ...fit,
    what: 'of an agency that does',
    text: letter(`We are an anti-piracy agency.\nOn behalf of: Fjord Post AS\n${WORK}\n${COPY}`),
  },
  {
    ...fit,
    what: 'whose list is in an attachment',
    text: letter(`${WORK}\nThe copies are listed in the attached spreadsheet.`),
    targets: 0,
    effective: false,
    dsaComplete: false,
    deficiencies: ['LOC'],
    warnings: ['ATTACHMENT_ONLY'],
  },
  {
    ...fit,
    what: 'signed by a company',
    text: letter(`${WORK}\n${COPY}`, 'Fjord Post Media Ltd.'),
    warnings: ['SIGNATURE_COMPANY_ONLY'],
  },
  {
    ...fit,
    what: 'that names no work',
    text: letter(`Remove this at once.\n${COPY}`),
    effective: false,
    dsaComplete: false,
    deficiencies: ['WORK'],
  },
  {
    ...fit,
    what: 'of a few angry words',
    text: 'take down https://mirror.example/ferry NOW',
    effective: false,
    dsaComplete: false,
    deficiencies: ['WORK', 'SIG', 'GFB', 'AUTH'],
  },
];

describe('kinds of notices', () => {
  it.each(KINDS.map(({ what, ...kind }) => [what, kind] as const))(
    '%s',
    (_what, { text, channel = 'mail', effective, dsaComplete, ...found }) => {
      const notice = readNotice(text, {
        channel,
        receivedAt: RECEIVED,
        isOurHost,
        from: { email: 'nora@fjord-post.example' },
      });
      expect(notice.receivedAt).toBe(RECEIVED);
      const screening = screenNotice(notice, isOurHost);
      expect({
        targets: screening.targets.length,
        deficiencies: screening.deficiencies,
        warnings: screening.warnings,
      }).toEqual(found);
      expect([screening.dmcaEffective, screening.dsaComplete]).toEqual([effective, dsaComplete]);
    },
  );
});

describe('what a form says of its law', () => {
  it.each<readonly [string, Partial<Notice>, readonly NoticeWarning[]]>([
    ['a work is a copyright claim', {}, []],
    [
      'and so is one with a word of trademark',
      { explanation: 'Trademark infringement, too.' },
      ['MIXED_CLAIMS'],
    ],
    ['no work and libel is none', { works: [], explanation: 'This page is defamatory.' }, ['OTHER_LAW']],
    [
      'no work and the GDPR is none',
      { works: [], explanation: 'Right to erasure under the GDPR.' },
      ['OTHER_LAW'],
    ],
    [
      'an anti-circumvention rule of a host is not a claim',
      { explanation: 'anti-circumvention technology' },
      [],
    ],
  ])('%s', (_what, change, warnings) => {
    expect(screenNotice({ ...whole, ...change }, isOurHost).warnings).toEqual(warnings);
  });
});

describe('owners', () => {
  it.each([
    ['Gazette Ltd', false],
    ['Smith & Sons, Inc.', false],
    ['Simon and Schuster, LLC', true],
    ['Gazette Ltd; Fjord Post AS', true],
    ['Gazette Ltd, Fjord Post AS', true],
    ['the owner and its affiliates', false],
  ])('%s: several %s', (onBehalfOf, several) => {
    const { warnings } = screenNotice({ ...whole, capacity: 'agent', onBehalfOf }, isOurHost);
    expect(warnings.includes('SEVERAL_OWNERS')).toBe(several);
  });
});
