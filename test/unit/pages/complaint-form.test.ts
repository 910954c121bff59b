import * as fc from '../../fast-check';
import {
  type ComplaintForm,
  EMPTY_WORK,
  emptyForm,
  formEntries,
  PARTS,
  readComplaintForm,
} from '../../../pages/complaint-form';
import {
  errorRemarks,
  gapRemarks,
  noAddressRemarks,
  submissionOf,
} from '../../../pages/complaint-submission';
import { type Language, LANGUAGE_TAGS, WORDS } from '../../../pages/language';
import { pagesWith } from '../../../pages/pages';
import { STATEMENT_NAMES, STATEMENTS } from '../../../pages/statements';
import { parseInstant } from '../../../shared/clock/instant';
import type { Attestation } from '../../../shared/notice/notice';
import { screenNotice } from '../../../shared/notice/screen-notice';
import type { Problem } from '../../../shared/problem';
import { noticeSubmission } from '../../../shared/wire/notice-submission';
import { parseAs } from '../../../shared/wire/problem-json';

const pages = pagesWith('/style.css');

/** What people type, with what breaks markup, addresses and lines among it. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\r', '')),
  fc.constantFrom(
    '',
    ' ',
    '<b>&"\'',
    'https://news.example.org/a',
    'https://news.example.org/',
    'x'.repeat(2_100),
  ),
);
const line = typed.map((text) => text.replaceAll('\n', ''));
const lines = fc.array(typed, { maxLength: 4 }).map((all) => all.join('\n'));

const form: fc.Arbitrary<ComplaintForm> = fc.record({
  works: fc.array(
    fc.record({
      title: line,
      originalUrl: line,
      description: lines,
      text: lines,
      addresses: lines,
      part: fc.constantFrom('' as const, ...PARTS),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  contact: fc.record({ name: line, organisation: line, email: line, phone: line, postalAddress: lines }),
  capacity: fc.constantFrom('' as const, 'owner' as const, 'agent' as const),
  onBehalfOf: line,
  explanation: lines,
  ticked: fc.subarray([...STATEMENT_NAMES]),
  signature: line,
  language: fc.constantFrom(...LANGUAGE_TAGS),
  account: fc.constantFrom('', 'gazette'),
  idempotencyKey: fc.constant('key'),
});

/** As a browser sends the page. */
function sent(filled: ComplaintForm): FormData {
  const data = new FormData();
  for (const [name, value] of formEntries(filled)) data.set(name, value.replaceAll('\n', '\r\n'));
  return data;
}

/** What the desk finds of a page: the validator's errors, and what the law asks for. */
function remarksOn(filled: ComplaintForm) {
  const submission = submissionOf(filled);
  const notice = { channel: 'form', receivedAt: parseInstant('2026-03-02T12:00:00Z')!, ...submission.body };
  const screening = screenNotice(notice as never, (host) => host === 'news.example.org');
  const words = WORDS[filled.language];
  const gaps = gapRemarks(screening, filled, submission, words);
  try {
    parseAs(noticeSubmission, submission.body);
    return { errors: [], gaps };
  } catch (error) {
    return { errors: errorRemarks((error as Problem).details.errors ?? [], submission, words), gaps };
  }
}

const empty = emptyForm('key');

describe('the complaint page', () => {
  it('reads back what it was sent, to the last character', () => {
    fc.assert(
      fc.property(form, (filled) => {
        expect(readComplaintForm(sent(filled), 'new')).toEqual(filled);
      }),
      { numRuns: 200 },
    );
  });

  it('has a field behind every link of its summary, whatever was typed', () => {
    fc.assert(
      fc.property(form, (filled) => {
        const { errors, gaps } = remarksOn(filled);
        const html = pages.complaint(filled.language, { form: filled, guard: 'g', errors, gaps });
        const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
        expect(links.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
        expect(links.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  it('points at each line that leads to no page of ours, and at no other', () => {
    const { gaps } = remarksOn({
      ...readComplaintForm(new FormData(), 'key'),
      works: [
        {
          title: 'The harbour',
          originalUrl: '',
          description: '',
          text: '',
          part: '',
          addresses: 'https://news.example.org/a\n\nhttps://elsewhere.example/x\nnot an address',
        },
      ],
    });
    const says = gaps.filter(({ field }) => field === 'works.0.addresses').map((gap) => gap.says);
    expect(says).toEqual([
      'Line 4: This is no web address. Copy it from the address line of your browser.',
      expect.stringMatching(/^Line 3: Nothing we can act on/),
    ]);
  });

  // Somebody on a telephone typed an address as its browser shows it, and was asked for the exact address.
  it('takes an address without a scheme, and several on one line', () => {
    const { body, targets } = submissionOf({
      ...empty,
      works: [
        {
          ...EMPTY_WORK,
          originalUrl: ' www.gazette.example/harbour ',
          addresses:
            'news.example.org/a?b=c\nhttps://news.example.org/1, https://news.example.org/2\nmünchen.example:8080\nStolen!\nv1.2',
        },
      ],
    });
    expect(body['works']).toEqual([{ originalUrl: 'https://www.gazette.example/harbour' }]);
    expect((body['targets'] as { url: string }[]).map(({ url }, at) => [url, targets[at]?.line])).toEqual([
      ['https://news.example.org/a?b=c', 1],
      ['https://news.example.org/1', 2],
      ['https://news.example.org/2', 2],
      ['https://münchen.example:8080', 3],
      ['Stolen!', 4],
      ['v1.2', 5],
    ]);
  });

  // "This was stolen!" was added to a complaint as an address, with 24 hours of its own.
  it('tells lines that are no address, where further ones are added', () => {
    const added = 'news.example.org/a\nThis was stolen!\n\nhttps://news.example.org/b\nftp://x';
    expect(noAddressRemarks('moreAddresses', added, WORDS.de)).toEqual([
      {
        field: 'moreAddresses',
        says: expect.stringMatching(/^Zeilen 2 und 5: Das ist keine Internetadresse/),
      },
    ]);
    expect(noAddressRemarks('moreAddresses', 'news.example.org/a', WORDS.de)).toEqual([]);
  });

  it('never has a statement ticked that nobody ticked', () => {
    expect(pages.complaint('en', { form: empty, guard: 'g', errors: [], gaps: [] })).not.toContain('checked');
    const one = { ...empty, ticked: ['goodFaith'] as const };
    const html = pages.complaint('en', { form: one, guard: 'g', errors: [], gaps: [] });
    expect(html.match(/checked=""/g)).toHaveLength(1);
  });

  it.each(['de', 'fr'] as const)(
    'says in %s whatever the validator can refuse, and none of it in English',
    (language) => {
      const wrong: readonly Partial<ComplaintForm>[] = [
        { signature: 'x'.repeat(301) },
        { signature: 'a\u0007b' },
        { signature: 'a\ud800b' },
        { contact: { ...empty.contact, email: 'nobody' } },
        { explanation: 'x'.repeat(20_001) },
        { works: Array.from({ length: 201 }, (_, no) => ({ ...EMPTY_WORK, title: `${no}` })) },
        { works: [{ ...EMPTY_WORK, addresses: Array.from({ length: 501 }, (_, no) => `${no}`).join('\n') }] },
        { works: [{ ...EMPTY_WORK, title: 'x'.repeat(1_001), addresses: 'x'.repeat(2_049) }] },
        { works: [{ ...EMPTY_WORK, text: 'x'.repeat(1_048_577) }] },
        { works: Array.from({ length: 3 }, () => ({ ...EMPTY_WORK, text: 'x'.repeat(1_048_000) })) },
        {},
      ];
      const saysIn = (spoken: Language) =>
        wrong.map((some) =>
          remarksOn({ ...empty, ...some, language: spoken }).errors.map(({ says }) => says),
        );
      const [ours, theirs] = [saysIn('en'), saysIn(language)];
      for (const [index, remarks] of theirs.entries()) {
        expect(remarks).toHaveLength(ours[index]!.length);
        expect(remarks.length).toBeGreaterThan(0);
        for (const says of remarks) {
          expect(ours[index]).not.toContain(says);
          expect(says).not.toContain(WORDS[language].remarks.refused('something new'));
        }
      }
    },
  );

  it.each(LANGUAGE_TAGS)(
    'keeps the statement beside the box that was ticked, in %s with the English of the law',
    (language) => {
      const html = pages.complaint(language, {
        form: { ...empty, language },
        guard: 'g',
        errors: [],
        gaps: [],
      });
      const { body } = submissionOf({ ...empty, language, ticked: STATEMENT_NAMES });
      for (const name of STATEMENT_NAMES) {
        const { textId, text } = body[name] as Attestation;
        const label = new RegExp(`<label for="${name}">(.*?)</label>`).exec(html)![1]!;
        expect(label.replaceAll(/<[^>]+>/g, '')).toBe(text);
        expect(html).toContain(`value="${textId}"`);
        expect(text).toContain(STATEMENTS[name].text);
      }
    },
  );
});
