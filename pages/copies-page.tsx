import type { FoundCopy, PublishedCopies } from '../shared/desk/found-copies';
import { When } from './when';

export interface CopiesPageProps extends PublishedCopies {
  readonly guard: string;
}

const LICENCES = {
  licensed: 'Licensed by you',
  terms_broken: 'Licensed, but not by the terms',
  unlicensed: 'Not licensed',
  unknown: 'Licence not known',
} as const satisfies Record<FoundCopy['licence'], string>;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What the figures show, and no judgement: a quotation or an exception of the law may allow a copy. */
export const CopiesPage = ({ copies, cursor }: CopiesPageProps) => (
  <>
    <h1>Published copies found of your articles</h1>
    <p>
      Pages of our sites that share much of their words with originals you registered. Whether one is allowed
      is not said by this: look at it before you complain.
    </p>
    {copies.length === 0 ? <p>None, as far as was looked here.</p> : null}
    <ol className="items">
      {copies.map((copy) => (
        <Copy key={`${copy.articleId} ${copy.originalId}`} copy={copy} />
      ))}
    </ol>
    {cursor === undefined ? null : (
      <p>
        <a href={`/account/copies?after=${encodeURIComponent(cursor)}`}>Older ones</a>
      </p>
    )}
  </>
);

function Copy({ copy }: { readonly copy: FoundCopy }) {
  const { url, title, originalUrl, since, articleCoverage, originalCoverage, ownWords, licence } = copy;
  return (
    <li>
      <p className="url">
        <bdi>{url ?? title ?? copy.articleId}</bdi>
      </p>
      <p className={licence === 'licensed' ? 'state acted' : 'state open'}>
        <strong>{LICENCES[licence]}</strong>, here since <When at={since} />
      </p>
      <p>
        {`${percent(articleCoverage)} of its words stand in your article, ${percent(originalCoverage)} of your article’s in it: ${ownWords} words of your own`}
        {originalUrl === undefined ? '.' : ', from'}
      </p>
      {originalUrl === undefined ? null : (
        <p className="url">
          <bdi>{originalUrl}</bdi>
        </p>
      )}
      {url === undefined ? null : (
        <p>
          <a href={complaintAbout(copy, url)}>
            File a complaint<span className="unseen">{` about ${url}`}</span>
          </a>
        </p>
      )}
    </li>
  );
}

/** Everything but who complains and what they state: that only they can say. */
function complaintAbout({ originalUrl, title }: FoundCopy, url: string): string {
  const named = new URLSearchParams({
    page: url,
    ...(originalUrl !== undefined && { original: originalUrl }),
    ...(title !== undefined && { title }),
  });
  return `/complaints/new?${named.toString()}`;
}
