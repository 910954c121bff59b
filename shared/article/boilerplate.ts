import type { Span } from '../match/match';

/** Sentences that only a site's frame says; one of them proves the tail (takedown desks see them daily). */
const DISCLAIMER =
  /denial of responsibility|is an automatic aggregator|hyperlink to the primary source is specified|trademarks belong to their rightful owners|materials to their authors|for any complaint,? please reach us|take necessary action within 24 hours|will be deleted within 24 hours|dmca compliant image|if you are the owner of the content|^leave a (?:comment|reply)$|^your email address will not be published|all rights reserved\. (?:this material|reproduction|no part)|may not be published, broadcast, rewritten|^our standards: the thomson reuters trust principles|^(?:©|\(c\)|copyright)\s.{0,80}all rights reserved\.?$|^© provided by |^(?:sign up|subscribe) (?:for|to) .{0,40}newsletter|^related (?:articles|posts|stories):?$/i;
/** Lone lines that belong to the tail when they stand right before it, and prove nothing by themselves. */
const LEAD_IN =
  /^(?:references?|sources?|source link|original source|read (?:more|the full (?:story|article))|share(?: this)?|tags|comments?|via|advertisement|related|see also|follow us)\b.{0,60}$/i;
/** A frame is short; what runs on longer is an article that quotes such a sentence. */
const MAX_TAIL_CHARS = 4_000;
const MAX_PARAGRAPH_CHARS = 1_500;

/**
 * Where the site's frame behind the article begins (UTF-16 offset of the first line of it), or null. From the
 * first disclaimer in the last 4,000 characters, with the lone lines right above it, to the end.
 */
export function boilerplateFrom(text: string, paragraphs: readonly Span[]): number | null {
  const first = paragraphs.findIndex(
    ([start, end]) =>
      text.length - start <= MAX_TAIL_CHARS &&
      end - start <= MAX_PARAGRAPH_CHARS &&
      DISCLAIMER.test(text.slice(start, end).trim()),
  );
  if (first < 0) return null;
  let from = first;
  while (from > 0) {
    const [start, end] = paragraphs[from - 1]!;
    if (end - start > 100 || !LEAD_IN.test(text.slice(start, end).trim())) break;
    from--;
  }
  const [start, end] = paragraphs[from]!;
  const indent = text.slice(start, end).search(/\S/);
  return start + Math.max(indent, 0);
}
