/** What a case is about, in few words, as it was when it was opened: lists show it. */
export interface Subject {
  /** The title of its first page, or where that stands. */
  readonly page?: string;
  /** Of who complains, as they call themselves. */
  readonly organisation?: string;
  /** Of their mail, where they name no organisation. */
  readonly domain?: string;
}

/** A row of a list has room for less. */
const MOST = 120;

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The first letters of a text as people count them, in one line. */
export function shortened(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  // No row is short enough for it to matter how long a text is beyond.
  const first = Array.from(letters.segment(line.slice(0, most * 10)), ({ segment }) => segment);
  return first.length > most || line.length > most * 10 ? `${first.slice(0, most - 1).join('')}…` : line;
}

const short = (text: string): string => shortened(text, MOST);

/** What a page is called, or its address without the scheme. */
export const pageSubject = ({ url, title = '' }: { readonly url: string; readonly title?: string }) => ({
  page: short(title.trim() === '' ? url.replace(/^https?:\/\//i, '') : title),
});

export function senderSubject(contact: {
  readonly organisation?: string;
  readonly email?: string;
}): Omit<Subject, 'page'> {
  const organisation = short(contact.organisation ?? '');
  if (organisation !== '') return { organisation };
  const domain = short(contact.email?.slice(contact.email.lastIndexOf('@') + 1) ?? '');
  return domain === '' ? {} : { domain };
}
