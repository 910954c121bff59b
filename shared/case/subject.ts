/** What a case is about, in few words, as it was when it was opened: lists show it. */
export interface Subject {
  /** The title of its first page, or where that stands. */
  readonly page?: string;
  /** Of who complains, as they call themselves. */
  readonly organisation?: string;
  /** Of their mail, where they name no organisation. */
  readonly domain?: string;
}

/** Code points of each; a row of a list has room for fewer. */
const MOST = 120;

const short = (text: string): string => {
  const signs = [...text.replaceAll(/\s+/g, ' ').trim()];
  return signs.length > MOST ? `${signs.slice(0, MOST - 1).join('')}…` : signs.join('');
};

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
