import type { FollowedItem, FollowView } from '../shared/desk/follow-case';
import type { DeficiencyCode } from '../shared/notice/deficiency';
import { type AnswerForm, answerField } from './answer-form';
import { EVENT_WORDS, itemWords, STATE_WORDS } from './case-words';
import type { Remark } from './complaint-submission';
import { FileField, GuardField, RemarkSummary, Select, TextArea, TextField, Tick } from './form-fields';
import { sentence } from './sentence';
import { STATEMENTS } from './statements';
import { When } from './when';

export interface FollowPageProps {
  readonly view: FollowView;
  readonly token: string;
  readonly guard: string;
  readonly answer: AnswerForm;
  readonly remarks: readonly Remark[];
  readonly done?: string;
}

export const followTitle = ({ view, remarks }: Pick<FollowPageProps, 'view' | 'remarks'>): string =>
  `${remarks.length > 0 ? 'To be put right: ' : ''}Complaint ${view.caseId}`;

export function FollowPage(props: FollowPageProps) {
  const { view, token, remarks, done } = props;
  const path = `/follow/${token}`;
  const asked =
    view.can.answer && (view.asked !== undefined || view.missing.some(({ code }) => code !== 'NOT_OURS'));
  return (
    <>
      <h1>
        Complaint <span className="case">{view.caseId}</span>
      </h1>
      {done === undefined ? null : (
        <p className="done" role="status">
          {done}
        </p>
      )}
      <RemarkSummary title="Nothing was sent yet: please put these right" remarks={remarks} />
      <p className="lead">{STATE_WORDS[view.state]}</p>
      <Clock view={view} />
      {asked ? <Answer {...props} path={path} /> : null}
      {view.originalTextWanted.length > 0 ? <OriginalText {...props} path={path} /> : null}
      <Items view={view} path={path} />
      {view.can.addAddresses ? <MoreAddresses {...props} path={path} /> : null}
      <Redress view={view} />
      <History view={view} />
      <p>
        <a href={`${path}/receipt`}>Receipt to print</a>
      </p>
    </>
  );
}

function Clock({ view: { clock, receivedAt } }: { readonly view: FollowView }) {
  if (clock === undefined)
    return (
      <p>
        It arrived on <When at={receivedAt} />.
      </p>
    );
  return (
    <section aria-labelledby="clock-title">
      <h2 id="clock-title">Our time</h2>
      <p className="clock">
        <strong>{sentence(clock.timeLeft)}</strong>
        {clock.endedAt === undefined && clock.dueAt !== undefined ? (
          <>
            : we decide by <When at={clock.dueAt} />
          </>
        ) : null}
        {clock.paused ? ': it stands still until we have your answer' : null}
      </p>
      {clock.breachedAt !== undefined ? (
        <p>
          The decision was due on <When at={clock.breachedAt} />. We are sorry that it was not made in time.
        </p>
      ) : null}
      <details>
        <summary>How this is counted</summary>
        <ul>
          <li>
            The 24 hours began when the complaint arrived, on <When at={clock.startedAt} />.
          </li>
          {clock.pauses.map(({ from, to }) => (
            <li key={from}>
              They stood still from <When at={from} />{' '}
              {to === undefined ? (
                'on, since we asked you for something'
              ) : (
                <>
                  to <When at={to} />, while we waited for your answer
                </>
              )}
              .
            </li>
          ))}
          {clock.endedAt === undefined ? null : (
            <li>
              They ended on <When at={clock.endedAt} />.
            </li>
          )}
          <li>They run on weekends and holidays too.</li>
        </ul>
      </details>
    </section>
  );
}

type SectionProps = FollowPageProps & { readonly path: string };

function Answer({ view, guard, answer, remarks, path }: SectionProps) {
  const codes = view.missing.map(({ code }) => code);
  const lacks = (code: DeficiencyCode) => codes.includes(code);
  const worksLacking = [
    ...new Set(
      view.items
        .filter(({ state, missing }) => state === 'PENDING' && missing.some(({ code }) => code === 'WORK'))
        .map(({ work = 0 }) => work),
    ),
  ];
  return (
    <section aria-labelledby="answer-title" className="asked">
      <h2 id="answer-title">What we need from you</h2>
      {view.missing.length > 0 ? (
        <p>
          The law asks for these, and your complaint does not have them yet. What you sent already is kept.
        </p>
      ) : null}
      <form method="post" action={`${path}/answer`} encType="multipart/form-data" noValidate>
        <GuardField guard={guard} />
        {lacks('WORK')
          ? (worksLacking.length > 0 ? worksLacking : [0]).map((work) => (
              <fieldset key={work}>
                <legend>{`Which work was copied${worksLacking.length > 1 ? ` (work ${work + 1})` : ''}`}</legend>
                <TextField
                  name={answerField.title(work)}
                  label="Title of your work"
                  value={answer.works[work]?.title ?? ''}
                  remarks={remarks}
                />
                <TextField
                  name={answerField.originalUrl(work)}
                  label="Where you published it (optional)"
                  type="url"
                  value={answer.works[work]?.originalUrl ?? ''}
                  remarks={remarks}
                />
                <TextArea
                  name={answerField.description(work)}
                  label="Or a short description"
                  value={answer.works[work]?.description ?? ''}
                  rows={2}
                  remarks={remarks}
                />
              </fieldset>
            ))
          : null}
        {lacks('LOC') && view.items.length === 0 ? (
          <TextArea
            name="answer.addresses"
            label="The exact address of each page on our site, one a line"
            value={answer.addresses}
            rows={4}
            code
            remarks={remarks}
          />
        ) : null}
        {(lacks('LOC') || lacks('LOC_TOO_BROAD')) && view.items.length > 0 ? (
          <p>
            Some addresses do not lead to one page, as is said below at each. Add the exact ones with ‘Add
            addresses’ and withdraw the others.
          </p>
        ) : null}
        {lacks('CONTACT') ? (
          <>
            <TextField
              name="email"
              label="E-mail address, or another way to reach you below"
              type="email"
              autoComplete="email"
              value={answer.contact.email}
              remarks={remarks}
            />
            <TextField
              name="phone"
              label="Telephone (optional)"
              type="tel"
              autoComplete="tel"
              value={answer.contact.phone}
              remarks={remarks}
            />
            <TextArea
              name="postalAddress"
              label="Postal address (optional)"
              value={answer.contact.postalAddress}
              rows={3}
              remarks={remarks}
            />
          </>
        ) : null}
        {lacks('GFB') ? (
          <Tick
            name="goodFaith"
            value={STATEMENTS.goodFaith.textId}
            ticked={answer.ticked.includes('goodFaith')}
            remarks={remarks}
          >
            {STATEMENTS.goodFaith.text}
          </Tick>
        ) : null}
        {lacks('AUTH') ? (
          <>
            <Tick
              name="accuracy"
              value={STATEMENTS.accuracy.textId}
              ticked={answer.ticked.includes('accuracy')}
              remarks={remarks}
            >
              {STATEMENTS.accuracy.text}
            </Tick>
            <Tick
              name="authority"
              value={STATEMENTS.authority.textId}
              ticked={answer.ticked.includes('authority')}
              remarks={remarks}
            >
              {STATEMENTS.authority.text}
            </Tick>
          </>
        ) : null}
        {lacks('SIG') ? (
          <TextField
            name="signature"
            label="Signature: your full name"
            hint="The name of the person who signs, typed; a company name alone is not enough."
            autoComplete="name"
            value={answer.signature}
            remarks={remarks}
          />
        ) : null}
        {view.asked === undefined ? null : (
          <>
            {view.asked.parts.length > 0 ? (
              <>
                <p>A person looked at your complaint and asks for:</p>
                <ul>
                  {view.asked.parts.map(({ code, add }) => (
                    <li key={code}>{add}</li>
                  ))}
                </ul>
              </>
            ) : null}
            {view.asked.note === undefined ? null : <blockquote dir="auto">{view.asked.note}</blockquote>}
            <TextArea name="words" label="Your answer" value={answer.words} rows={5} remarks={remarks} />
          </>
        )}
        <p className="actions">
          <button name="action" value="send" className="primary">
            Send the answer
          </button>
          {remarks.length > 0 ? (
            <button name="action" value="send-anyway">
              Send it as it stands
            </button>
          ) : null}
        </p>
      </form>
    </section>
  );
}

function OriginalText({ view, guard, answer, remarks, path }: SectionProps) {
  return (
    <section aria-labelledby="text-title" className="asked">
      <h2 id="text-title">The text of your original</h2>
      <p>
        To compare the pages with your work we need its text. Paste it or send it as a file; it is compared at
        once. Our time does not stand still for it: without the text a person decides by what the complaint
        says.
      </p>
      <form method="post" action={`${path}/original-text`} encType="multipart/form-data" noValidate>
        <GuardField guard={guard} />
        {view.originalTextWanted.length === 1 ? (
          <input type="hidden" name="work" value={view.originalTextWanted[0]} />
        ) : (
          <Select
            name="work"
            label="Which work"
            value={String(answer.textOfWork ?? view.originalTextWanted[0])}
            options={view.originalTextWanted.map((work) => [
              String(work),
              view.works[work] ?? `Work ${work + 1}`,
            ])}
            remarks={remarks}
          />
        )}
        <TextArea
          name="text"
          label={
            view.originalTextWanted.length === 1
              ? `Text of ‘${view.works[view.originalTextWanted[0]!] ?? 'your work'}’`
              : 'Its text'
          }
          value={answer.text}
          rows={8}
          remarks={remarks}
        />
        <FileField
          name="textFile"
          label="Or a file"
          hint="Plain text, 1 MB at most."
          accept=".txt,text/plain"
          remarks={remarks}
        />
        <p className="actions">
          <button className="primary">Send the text</button>
        </p>
      </form>
    </section>
  );
}

function Items({ view, path }: { readonly view: FollowView; readonly path: string }) {
  const { items, itemCount, can } = view;
  return (
    <section aria-labelledby="items-title">
      <h2 id="items-title">
        {itemCount === 1 ? 'The address you named' : `The ${itemCount} addresses you named`}
      </h2>
      {items.length < itemCount ? (
        <p>{`${items.length} are shown; the others are being stored. Open this page again in a minute.`}</p>
      ) : null}
      {items.length === 0 ? <p>You named none yet.</p> : null}
      <ol className="items">
        {items.map((item) => (
          <li key={item.no} value={item.no}>
            <ItemView item={item} works={view.works} />
            {can.withdraw && item.state !== 'WITHDRAWN' ? (
              <p>
                <a href={`${path}/withdraw?item=${item.no}`}>
                  Withdraw<span className="unseen">{` address ${item.no}`}</span>
                </a>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      {can.withdraw && items.length > 1 ? (
        <p>
          <a href={`${path}/withdraw`}>Withdraw the whole complaint</a>
        </p>
      ) : null}
    </section>
  );
}

const MARKS = { open: '○', acted: '✓', other: '–' } as const;

/** What one address lacks; the rest is asked once for all of them. */
const OF_ADDRESS: readonly DeficiencyCode[] = ['WORK', 'LOC', 'LOC_TOO_BROAD', 'NOT_OURS'];

function ItemView({ item, works }: { readonly item: FollowedItem; readonly works: readonly string[] }) {
  const acted = item.orderedAt !== undefined;
  const own = item.missing.filter(({ code }) => OF_ADDRESS.includes(code));
  const kind = item.state === 'PENDING' ? 'open' : acted ? 'acted' : 'other';
  return (
    <>
      {/* Not a link: it may lead anywhere. */}
      <p className="url">
        <bdi>{item.url}</bdi>
      </p>
      <p className={`state ${kind}`}>
        <span aria-hidden="true">{MARKS[kind]}</span> <strong>{itemWords(item)}</strong>
      </p>
      {works.length > 1 && item.work !== undefined ? (
        <p>
          Copies ‘<bdi>{works[item.work] ?? ''}</bdi>’
        </p>
      ) : null}
      {item.state === 'PENDING' && own.length > 0 ? (
        <ul className="remark">
          {own.map(({ code, add }) => (
            <li key={code}>{add}</li>
          ))}
        </ul>
      ) : null}
      <ul className="steps">
        {item.decidedAt === undefined || item.state === 'WITHDRAWN' ? null : (
          <li>
            decided <When at={item.decidedAt} />
          </li>
        )}
        {item.acknowledgedAt === undefined ? null : (
          <li>
            the site said it is done <When at={item.acknowledgedAt} />
          </li>
        )}
        {item.confirmedGoneAt === undefined ? null : (
          <li>
            confirmed gone <When at={item.confirmedGoneAt} />
          </li>
        )}
      </ul>
      {item.reason === undefined || item.state === 'WITHDRAWN' ? null : (
        <blockquote dir="auto">{item.reason}</blockquote>
      )}
    </>
  );
}

function MoreAddresses({ view, guard, answer, remarks, path }: SectionProps) {
  return (
    <section aria-labelledby="more-title">
      <details open={answer.moreAddresses !== '' || remarks.some(({ field }) => field === 'moreAddresses')}>
        <summary id="more-title">Add addresses</summary>
        <form method="post" action={`${path}/addresses`} encType="multipart/form-data" noValidate>
          <GuardField guard={guard} />
          <TextArea
            name="moreAddresses"
            label="Further pages on our site that copy your work, one a line"
            hint="They are part of this complaint and of its statements, and have 24 hours of their own."
            value={answer.moreAddresses}
            rows={4}
            code
            remarks={remarks}
          />
          {view.works.length > 1 ? (
            <Select
              name="moreOfWork"
              label="Which work they copy"
              value={answer.moreOfWork}
              options={view.works.map((title, work) => [String(work), title])}
              remarks={remarks}
            />
          ) : null}
          <p className="actions">
            <button>Add the addresses</button>
          </p>
        </form>
      </details>
    </section>
  );
}

function Redress({ view: { appeal, site, caseId } }: { readonly view: FollowView }) {
  if (appeal === undefined) return null;
  const agent = site?.designatedAgent.email;
  return (
    <section aria-labelledby="redress-title">
      <h2 id="redress-title">If you think this is wrong</h2>
      <p>
        Until <When at={appeal.until} /> you can ask for another look, by answering our mail
        {agent === undefined ? '' : ` or writing to ${agent}, with ${caseId} in the subject`}.
        {appeal.byAnother ? ' Somebody else than who decided looks at it.' : ''} You can also go to court at
        any time.
      </p>
    </section>
  );
}

function History({ view: { history, mergedInto } }: { readonly view: FollowView }) {
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">What has happened</h2>
      <ol className="history" reversed>
        {history.toReversed().map(({ at, event, item }) => (
          <li key={`${at} ${event} ${item ?? ''}`}>
            <When at={at} /> <span>{EVENT_WORDS[event]}</span>
            {item === undefined ? null : ` (address ${item})`}
            {event === 'merged' && mergedInto !== undefined ? ` (${mergedInto})` : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
