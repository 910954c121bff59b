import type { FoundCopy, PublishedCopies } from '../shared/desk/found-copies';
import type { ComplaintAbout } from '../shared/desk/own-complaints';
import type { ArticleId } from '../shared/ids';
import { AccountRemarks } from './account-remarks';
import { itemWords, progressOf } from './case-words';
import type { Remark } from './complaint-submission';
import { GuardField } from './form-fields';
import { useWords } from './reading';
import { When } from './when';

export interface CopiesPageProps extends PublishedCopies {
  /** By the article complained of. */
  readonly complaints: ReadonlyMap<ArticleId, ComplaintAbout>;
  readonly guard: string;
}

export interface ComplaintNotBegunPageProps {
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

/** Nothing was typed that could be lost: the way back is enough. */
export const ComplaintNotBegunPage = ({ remarks }: ComplaintNotBegunPageProps) => (
  <>
    <AccountRemarks labels={{}} remarks={remarks} />
    <h1>The complaint was not begun</h1>
    <p>
      <a href="/account/copies">Go back to the copies found</a>
    </p>
  </>
);

const LICENCES = {
  licensed: 'Licensed by you',
  terms_broken: 'Licensed, but not by the terms',
  unlicensed: 'Not licensed',
  unknown: 'Licence not known',
} as const satisfies Record<FoundCopy['licence'], string>;

const percent = (share: number): string => `${Math.floor(share * 100)} %`;

/** What the figures show, and no judgement: a quotation or an exception of the law may allow a copy. */
export const CopiesPage = ({ copies, cursor, complaints, guard }: CopiesPageProps) => (
  <>
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
        <Copy
          key={`${copy.articleId} ${copy.originalId}`}
          copy={copy}
          complaint={complaints.get(copy.articleId)}
          guard={guard}
        />
      ))}
    </ol>
    {cursor === undefined ? null : (
      <p>
        <a href={`/account/copies?after=${encodeURIComponent(cursor)}`}>Older ones</a>
      </p>
    )}
  </>
);

interface CopyProps {
  readonly copy: FoundCopy;
  readonly complaint: ComplaintAbout | undefined;
  readonly guard: string;
}

function Copy({ copy, complaint, guard }: CopyProps) {
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
      {complaint === undefined ? null : <Complained complaint={complaint} />}
      {url === undefined || (complaint && isUnderWay(complaint)) ? null : (
        <form method="post" action="/account/complaints">
          <GuardField guard={guard} />
          <input type="hidden" name="article" value={articleId} />
          <input type="hidden" name="original" value={originalId} />
          <p className="actions">
            <button>
              {complaint === undefined ? 'File a complaint' : 'File another complaint'}
              <span className="unseen">{` about ${url}`}</span>
            </button>
          </p>
        </form>
      )}
    </li>
  );
}

/** A second complaint would only be merged into it. */
const isUnderWay = ({ standing }: ComplaintAbout): boolean =>
  ['open', 'ordered'].includes(progressOf(standing));

function Complained({ complaint: { caseId, receivedAt, standing } }: { readonly complaint: ComplaintAbout }) {
  const words = useWords();
  return (
    <p>
      You complained of this page on <When at={receivedAt} />:{' '}
      <a className="case" href={`/account/complaints/${caseId}`}>
        {caseId}
      </a>
      . <strong>{itemWords(words, standing)}.</strong>
    </p>
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
