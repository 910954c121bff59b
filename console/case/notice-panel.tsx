import { CHANNEL_WORDS, ELEMENT_WORDS, WARNING_WORDS } from '../../shared/case/words';
import { DEFICIENCIES } from '../../shared/notice/deficiency';
import type { CaseView, ItemView } from '../desk/use-desk';
import { mayDecide, useSession } from '../sign-in/use-session';
import { moment } from '../time/words';
import { Reveal } from './reveal';

/** What the sender says of the page is theirs. */
const PART_WORDS = {
  whole_text: 'the whole text',
  passage: 'a passage',
  image: 'an image',
  headline: 'the headline',
} as const;

const ELEMENTS = ['i', 'ii', 'iii', 'iv', 'v', 'vi'] as const;

/** What was complained, by whom, and which of the law's six elements it has. */
export function NoticePanel({
  view,
  item,
}: {
  readonly view: CaseView;
  readonly item: ItemView | undefined;
}) {
  const { notice } = view;
  const session = useSession();
  if (!notice) return <Unasked view={view} />;
  const { contact, works, raw } = notice;
  const sender = [contact.name, contact.organisation, contact.email, contact.phone, contact.postalAddress]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
  const has = (element: (typeof ELEMENTS)[number]): boolean =>
    item ? item.elements.includes(element) : !view.missing.includes(element);
  const work = works[item?.work ?? 0];
  const target = notice.targets.find(({ url }) => url === item?.url);
  const missing = item
    ? item.deficiencies.map((code) => ({ code, add: DEFICIENCIES[code].whatToAdd }))
    : view.whatIsMissing;
  return (
    <section className="panel complaint" aria-labelledby="letter">
      <h2 id="letter" tabIndex={-1}>
        The complaint
      </h2>
      <dl className="pairs">
        <dt>From</dt>
        <dd className="wide">
          {sender === '' ? 'nobody named' : sender}
          {notice.capacity && ` (${notice.capacity}${notice.onBehalfOf ? ` of ${notice.onBehalfOf}` : ''})`}
        </dd>
        {work && (
          <>
            <dt>Work</dt>
            <dd className="wide">
              {work.title ?? work.description ?? 'not described'}
              {work.author !== undefined && `, by ${work.author}`}{' '}
              {work.originalUrl !== undefined && <Outside url={work.originalUrl} />}
            </dd>
          </>
        )}
        {target && (target.part !== undefined || target.quoted !== undefined) && (
          <>
            <dt>Taken</dt>
            <dd>
              {target.part !== undefined && PART_WORDS[target.part]}
              {target.quoted !== undefined && (
                <>
                  {' '}
                  <q dir="auto">{target.quoted}</q>
                </>
              )}
            </dd>
          </>
        )}
        <dt>Came</dt>
        <dd>
          {moment(view.receivedAt, view.at)} by {CHANNEL_WORDS[view.channel]}
        </dd>
      </dl>
      <div className="checked">
        <ul className="elements" aria-label="Elements of 17 U.S.C. 512(c)(3)(A)">
          {ELEMENTS.map((element) => (
            <li key={element} data-has={has(element)}>
              <span aria-hidden="true">{has(element) ? '✓' : '✗'}</span>{' '}
              <span className="unseen">{has(element) ? 'has' : 'lacks'}</span> {ELEMENT_WORDS[element]}{' '}
              <small>({element})</small>
            </li>
          ))}
        </ul>
        {missing.length > 0 && (
          <ul className="missing">
            {missing.map(({ code, add }) => (
              <li key={code}>Missing: {add}</li>
            ))}
          </ul>
        )}
        {view.warnings.length > 0 && (
          <ul className="warnings">
            {view.warnings.map((warning) => (
              <li key={warning}>{WARNING_WORDS[warning]}</li>
            ))}
          </ul>
        )}
      </div>
      <div className="papers">
        {(raw !== undefined || notice.explanation !== undefined) && (
          <details open={view.items === 0}>
            <summary>The letter</summary>
            <div className="letter" dir="auto" role="region" aria-label="The letter" tabIndex={0}>
              {raw ?? notice.explanation}
            </div>
          </details>
        )}
        {mayDecide(session) && <Reveal view={view} />}
        <details>
          <summary>Statements and signature</summary>
          {[notice.goodFaith, notice.accuracy, notice.authority].map(
            (statement) => statement && <blockquote key={statement.textId}>{statement.text}</blockquote>,
          )}
          <p>{notice.signature === undefined ? 'Not signed.' : `Signed: ${notice.signature}`}</p>
        </details>
      </div>
    </section>
  );
}

/** A case that nobody complained about. */
function Unasked({ view }: { readonly view: CaseView }) {
  return (
    <section className="panel" aria-labelledby="letter">
      <h2 id="letter" tabIndex={-1}>
        No complaint
      </h2>
      <p>
        {view.kind === 'held_article'
          ? 'The article was held before it was published: too much of a registered original stands in it.'
          : view.kind === 'found_copy'
            ? 'The page was out when its original, registered later, was found in it.'
            : 'The page was out when what it was copied from was withdrawn or embargoed by its source.'}
      </p>
    </section>
  );
}

/** An address is shown whole, and followed only on purpose. */
export function Outside({ url }: { readonly url: string }) {
  const safe = /^https?:\/\//i.test(url);
  return safe ? (
    <a href={url} target="_blank" rel="noreferrer noopener nofollow" className="url">
      {url}
    </a>
  ) : (
    <span className="url">{url}</span>
  );
}
