import type { FoundCopy, PublishedCopies } from '../shared/desk/found-copies';
import { AccountRemarks } from './account-remarks';
import type { Remark } from './complaint-submission';
import { GuardField } from './form-fields';
import { When } from './when';

export interface CopiesPageProps extends PublishedCopies {
  readonly guard: string;
  readonly remarks?: readonly Remark[];
}

const LICENCES = {
  licensed: 'Licensed by you',
  terms_broken: 'Licensed, but not by the terms',
  unlicensed: 'Not licensed',
  unknown: 'Licence not known',
} as const satisfies Record<FoundCopy['licence'], string>;

const percent = (share: number): string => `${Math.floor(share * 100)} %`;

/** What the figures show, and no judgement: a quotation or an exception of the law may allow a copy. */
export const CopiesPage = ({ copies, cursor, guard, remarks = [] }: CopiesPageProps) => (
  <>
    <AccountRemarks labels={{}} remarks={remarks} />
    <h1>Published copies found of your articles</h1>
    <p>
      Pages of our sites that share much of their words with originals you registered. Whether one is allowed
      is not said by this: look at it before you complain. <a href="/account/alerts">Alerts</a> tell you of
      new ones.
    </p>
    {copies.length === 0 ? (
      <p>
        None, as far as was looked here. They are found of what you have{' '}
        <a href="/account/originals">registered as originals</a>.
      </p>
    ) : null}
    <ol className="items">
      {copies.map((copy) => (
        <Copy key={`${copy.articleId} ${copy.originalId}`} copy={copy} guard={guard} />
      ))}
    </ol>
    {cursor === undefined ? null : (
      <p>
        <a href={`/account/copies?after=${encodeURIComponent(cursor)}`}>Older ones</a>
      </p>
    )}
  </>
);

function Copy({ copy, guard }: { readonly copy: FoundCopy; readonly guard: string }) {
  const {
    articleId,
    originalId,
    url,
    title,
    originalUrl,
    since,
    articleCoverage,
    originalCoverage,
    ownWords,
    licence,
  } = copy;
  return (
    <li>
      <p className="url">
        <bdi>{url === undefined ? (title ?? articleId) : <PageLink url={url} />}</bdi>
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
          <bdi>
            <PageLink url={originalUrl} />
          </bdi>
        </p>
      )}
      {url === undefined ? null : (
        <form method="post" action="/account/complaints">
          <GuardField guard={guard} />
          <input type="hidden" name="article" value={articleId} />
          <input type="hidden" name="original" value={originalId} />
          <p className="actions">
            <button>
              File a complaint<span className="unseen">{` about ${url}`}</span>
            </button>
          </p>
        </form>
      )}
    </li>
  );
}

/** To be looked at beside this list; what is no address of the web is shown and leads nowhere. */
const PageLink = ({ url }: { readonly url: string }) =>
  /^https?:\/\//i.test(url) ? (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      {url}
    </a>
  ) : (
    <>{url}</>
  );
