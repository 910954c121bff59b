import type { OwnCopy } from '../shared/desk/own-copy';
import type { Publisher } from '../shared/desk/desk';
import { type ComplaintForm, EMPTY_WORK, emptyForm } from './complaint-form';
import { languageNamed } from './language';

/** From so much of an original on, all of it was taken but for cuts. */
const WHOLE = 0.8;

/**
 * A complaint with what the desk knows of a match: works, addresses, how the publisher is reached. Who signs, in what
 * capacity, and what they state, only they can say.
 */
export function complaintFromMatch(
  { id, name, email, matchAlerts }: Publisher,
  { copy, original, passages }: OwnCopy,
  idempotencyKey: string,
): ComplaintForm {
  const empty = emptyForm(idempotencyKey, languageNamed(matchAlerts?.language));
  const share = `${Math.round(copy.originalCoverage * 100)} %`;
  const stretches = passages
    ? `, in ${passages.count === 1 ? 'one passage' : `${passages.count} passages`}; the longest run of equal words, quotations included, has ${passages.longestWords}`
    : '';
  return {
    ...empty,
    account: id,
    contact: { ...empty.contact, organisation: name, email },
    works: [
      {
        ...EMPTY_WORK,
        title: original?.title ?? '',
        originalUrl: copy.originalUrl ?? '',
        addresses: copy.url ?? '',
        description: `${copy.ownWords} of its words outside quotations stand in the page. All that both share is ${share} of the article${stretches}. So the site’s own comparison found.`,
        part: copy.originalCoverage >= WHOLE ? 'whole_text' : 'passage',
      },
    ],
  };
}
