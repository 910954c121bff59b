import * as fc from '../../fast-check';
import { Parser } from 'htmlparser2';
import { EMPTY_ANSWER } from '../../../pages/answer-form';
import { EMPTY_WORK, emptyForm } from '../../../pages/complaint-form';
import { LANGUAGE_TAGS } from '../../../pages/language';
import { pagesWith } from '../../../pages/pages';
import { parseInstant } from '../../../shared/clock/instant';
import type { FollowView } from '../../../shared/desk/follow-case';
import type { CaseId } from '../../../shared/ids';

const pages = pagesWith('/style.css');
const noon = parseInstant('2026-03-02T12:00:00Z')!;

/** A case in which all that others typed is the same text. */
const viewOf = (text: string): FollowView => ({
  caseId: 'CD-7K3MX-2QZ9A' as CaseId,
  state: 'AWAITING_COMPLAINANT',
  receivedAt: noon,
  seenAt: noon,
  missing: [{ code: 'SIG', add: '' }],
  originalTextWanted: [0],
  asked: { parts: [], note: text },
  items: [1, 2].map((no) => ({
    no,
    isInForce: true,
    url: text,
    state: 'DISABLED',
    compared: 'not_compared',
    missing: [],
    receivedAt: noon,
    work: no - 1,
    reason: text,
    orderedAt: noon,
  })),
  itemCount: 2,
  works: [text, text],
  history: [{ at: noon, event: 'submitted' }],
  can: { answer: true, addAddresses: true, withdraw: true },
});

/** Every page with that text wherever somebody could have typed it. */
const pagesWithText = (text: string): readonly string[] =>
  LANGUAGE_TAGS.flatMap((language) => {
    const view = viewOf(text);
    const contact = { name: text, organisation: text, email: text, phone: text, postalAddress: text };
    const remarks = [{ field: 'main', says: text }];
    const [work] = [
      { ...EMPTY_WORK, title: text, description: text, text, addresses: text, originalUrl: text },
    ];
    const form = { ...emptyForm(text, language), works: [work], contact, explanation: text, signature: text };
    const answer = { ...EMPTY_ANSWER, contact, words: text, text, moreAddresses: text, signature: text };
    const shown = { token: 'token', guard: 'g' };
    return [
      pages.complaint(language, {
        form,
        guard: 'g',
        errors: remarks,
        gaps: [],
        done: text,
        draft: { secret: text },
      }),
      pages.follow(language, { ...shown, view, answer, remarks, done: text }),
      pages.follow(language, { ...shown, view: { ...view, originalTextWanted: [0, 1] }, answer, remarks }),
      pages.receipt(language, { view, followUrl: 'https://desk.example/follow/token' }),
      pages.withdraw(language, { ...shown, view, item: undefined }),
      pages.problem(language, { type: 'x', title: text, status: 404, detail: text, instance: text }),
    ];
  });

/** The page's elements and attributes, in their order. */
function structureOf(html: string): string {
  const parts: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => parts.push(name, ...Object.keys(attributes)),
  });
  parser.end(html);
  return parts.join(' ');
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '</textarea>',
        '</title>',
        '<script>',
        '<svg/onload=1>',
        '-->',
        ']]>',
      ),
      fc.constantFrom('\u202e', '\u2069', '\u0000', '&lt;', '{when}', '\r\n', '`', '<!--', 'javascript:'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => `x${parts.join('')}`);

describe('text from outside on a page', () => {
  const harmless = pagesWithText('harmless').map(structureOf);

  it('is text and nothing else, whatever it holds, on every page and in every language', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(pagesWithText(text).map(structureOf)).toEqual(harmless);
      }),
      { numRuns: 60 },
    );
  });

  it('does not turn round what we say about it', () => {
    const html = pages.follow('en', {
      view: viewOf('x\u202ey'),
      token: 't',
      guard: 'g',
      answer: EMPTY_ANSWER,
      remarks: [],
    });
    expect(html).toContain('Text of ‘xy’');
    // Elsewhere it is isolated by its element.
    expect(html).toContain('<bdi>x\u202ey</bdi>');
    for (const [, before] of html.matchAll(/(<[^<>]*>)[^<>]*\u202e/g))
      expect(before).toMatch(/^<(bdi|blockquote|textarea|option)/);
  });
});
