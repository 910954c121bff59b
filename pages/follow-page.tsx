import type { ReactNode } from 'react';
import type { FollowedClock, FollowedItem, FollowView } from '../shared/desk/follow-case';
import type { DeficiencyCode } from '../shared/notice/deficiency';
import { type AnswerForm, answerField } from './answer-form';
import { itemWords, type Progress, progressOf } from './case-words';
import type { Remark } from './complaint-submission';
import { LANGUAGE_FIELD } from './document';
import { FileField, GuardField, RemarkSummary, Select, TextArea, TextField } from './form-fields';
import { type Reading, useReading, useWords } from './reading';
import { sentence, withinSentence } from './sentence';
import { StatementTick } from './statement-tick';
import { lengthText, When } from './when';
import type { Words } from './words/en';

export interface FollowPageProps {
  readonly view: FollowView;
  readonly token: string;
  readonly guard: string;
  readonly answer: AnswerForm;
  readonly remarks: readonly Remark[];
  readonly done?: string;
}

/** All fields of the page are one form, so that whatever was typed comes back whichever button is pressed. */
export const FOLLOW_FORM = 'follow';

type Shown = FollowPageProps & { readonly path: string };

const isAsked = ({ can, asked, missing }: FollowView): boolean =>
  can.answer && (asked !== undefined || missing.some(({ code }) => code !== 'NOT_OURS'));

/** Whether anything can be typed into it. */
export const hasFields = (view: FollowView): boolean =>
  isAsked(view) || view.originalTextWanted.length > 0 || view.can.addAddresses;

export function FollowPage(props: FollowPageProps) {
  const { view, token, guard, remarks, done } = props;
  const path = `/follow/${token}`;
  const { language } = useReading();
  const words = useWords();
  const shown = { ...props, path };
  return (
    <>
      <h1>{words.follow.heading(<span className="case">{view.caseId}</span>)}</h1>
      {done === undefined ? null : (
        <p className="done" role="status">
          {done}
        </p>
      )}
      <RemarkSummary title={words.form.putRight} remarks={remarks} />
      <p className="lead">{words.states[view.state]}</p>
      <Clock view={view} />
      <form id={FOLLOW_FORM} method="post" action={`${path}/answer`} encType="multipart/form-data" noValidate>
        {hasFields(view) ? (
          <>
            <GuardField guard={guard} />
            <input type="hidden" name={LANGUAGE_FIELD} value={language} />
          </>
        ) : null}
        {isAsked(view) ? <Answer {...shown} /> : null}
        {view.originalTextWanted.length > 0 ? <OriginalText {...shown} /> : null}
        <Items view={view} path={path} />
        {view.can.addAddresses ? <MoreAddresses {...shown} /> : null}
      </form>
      <Redress view={view} />
      <History view={view} />
      <p className="on-screen">
        <a href={`${path}/receipt`}>{words.follow.receipt}</a>
      </p>
      <p className="hint">{words.follow.seenAt(<When at={view.seenAt} />)}</p>
    </>
  );
}

/** How much time is left, or how it ended. */
function clockWords({ follow: { clock: says } }: Words, clock: FollowedClock, reading: Reading): string {
  if (clock.isCancelled) return says.stopped;
  if (clock.endedAt !== undefined) return clock.breachedAt === undefined ? says.inTime : says.late;
  const length = lengthText(clock.leftMs, reading);
  if (clock.leftMs < 0) return says.overdue(length);
  return clock.paused ? says.paused(length) : says.left(length);
}

function Clock({ view: { clock, receivedAt } }: { readonly view: FollowView }) {
  const reading = useReading();
  const words = useWords();
  const says = words.follow.clock;
  if (clock === undefined) return <p>{words.follow.arrivedOn(<When at={receivedAt} />)}</p>;
  return (
    <section aria-labelledby="clock-title">
      <h2 id="clock-title">{says.title}</h2>
      <p className="clock">
        <strong>{sentence(clockWords(words, clock, reading))}</strong>
        {clock.endedAt === undefined && clock.dueAt !== undefined
          ? says.decideBy(<When at={clock.dueAt} />)
          : null}
      </p>
      {clock.breachedAt === undefined ? null : <p>{says.sorry(<When at={clock.breachedAt} />)}</p>}
      <details>
        <summary>{says.how}</summary>
        <ul>
          <li>{says.began(<When at={clock.startedAt} />)}</li>
          {clock.pauses.map(({ from, to }) => (
            <li key={from}>
              {to === undefined
                ? says.standsStill(<When at={from} />)
                : says.stoodStill(<When at={from} />, <When at={to} />)}
            </li>
          ))}
          {clock.endedAt === undefined ? null : <li>{says.ended(<When at={clock.endedAt} />)}</li>}
          <li>{says.weekends}</li>
        </ul>
      </details>
    </section>
  );
}

function Answer({ view, answer, remarks }: Shown) {
  const words = useWords();
  const { complaint, follow, form } = words;
  const codes = view.missing.map(({ code }) => code);
  const lacks = (code: DeficiencyCode) => codes.includes(code);
  const statement = (name: 'goodFaith' | 'accuracy' | 'authority') => (
    <StatementTick name={name} ticked={answer.ticked} remarks={remarks} />
  );
  return (
    <section aria-labelledby="answer-title" className="asked">
      <h2 id="answer-title">{follow.answer.title}</h2>
      {view.missing.length > 0 ? <p>{follow.answer.lawAsks}</p> : null}
      {lacks('WORK')
        ? worksLacking(view).map((work, _index, all) => (
            <fieldset key={work}>
              <legend>{follow.answer.whichWork(all.length > 1 ? work : undefined)}</legend>
              <TextField
                name={answerField.title(work)}
                label={complaint.workTitle}
                value={answer.works[work]?.title ?? ''}
                remarks={remarks}
              />
              <TextField
                name={answerField.originalUrl(work)}
                label={form.optional(complaint.originalUrl)}
                type="url"
                value={answer.works[work]?.originalUrl ?? ''}
                remarks={remarks}
              />
              <TextArea
                name={answerField.description(work)}
                label={follow.answer.orDescription}
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
          label={follow.answer.addresses}
          value={answer.addresses}
          rows={4}
          code
          remarks={remarks}
        />
      ) : null}
      {(lacks('LOC') || lacks('LOC_TOO_BROAD')) && view.items.length > 0 ? (
        <p>{follow.answer.someAddresses}</p>
      ) : null}
      {lacks('CONTACT') ? (
        <>
          <TextField
            name="email"
            label={follow.answer.email}
            type="email"
            autoComplete="email"
            value={answer.contact.email}
            remarks={remarks}
          />
          <TextField
            name="phone"
            label={form.optional(form.phone)}
            type="tel"
            autoComplete="tel"
            value={answer.contact.phone}
            remarks={remarks}
          />
          <TextArea
            name="postalAddress"
            label={form.optional(form.postalAddress)}
            value={answer.contact.postalAddress}
            rows={3}
            remarks={remarks}
          />
        </>
      ) : null}
      {lacks('GFB') ? statement('goodFaith') : null}
      {lacks('AUTH') ? (
        <>
          {statement('accuracy')}
          {statement('authority')}
        </>
      ) : null}
      {lacks('SIG') ? (
        <TextField
          name="signature"
          label={form.signature}
          hint={form.signatureHint}
          autoComplete="name"
          value={answer.signature}
          remarks={remarks}
        />
      ) : null}
      {view.asked === undefined ? null : (
        <>
          <p>{follow.answer.personAsks}</p>
          {view.asked.parts.length > 0 ? (
            <ul>
              {view.asked.parts.map(({ code }) => (
                <li key={code}>{words.letters.whatToAdd[code]}</li>
              ))}
            </ul>
          ) : null}
          {view.asked.note === undefined ? null : <blockquote dir="auto">{view.asked.note}</blockquote>}
          <TextArea
            name="words"
            label={follow.answer.words}
            value={answer.words}
            rows={5}
            remarks={remarks}
          />
        </>
      )}
      <p className="actions">
        <button name="action" value="send" className="primary">
          {follow.answer.send}
        </button>
        {remarks.length > 0 ? (
          <button name="action" value="send-anyway">
            {complaint.sendAnyway}
          </button>
        ) : null}
      </p>
    </section>
  );
}

/** Numbers of the works that are not named yet; the first where no address says which. */
function worksLacking({ items }: FollowView): readonly number[] {
  const lacking = items
    .filter(({ state, missing }) => state === 'PENDING' && missing.some(({ code }) => code === 'WORK'))
    .map(({ work = 0 }) => work);
  return lacking.length > 0 ? [...new Set(lacking)] : [0];
}

function OriginalText({ view, answer, remarks, path }: Shown) {
  const words = useWords();
  const says = words.follow.originalText;
  const wanted = view.originalTextWanted;
  return (
    <section aria-labelledby="text-title" className="asked">
      <h2 id="text-title">{says.title}</h2>
      <p>{says.why}</p>
      {wanted.length === 1 ? (
        <input type="hidden" name="work" value={wanted[0]} />
      ) : (
        <Select
          name="work"
          label={says.whichWork}
          value={String(answer.textOfWork ?? wanted[0])}
          options={wanted.map((work) => [String(work), workName(words, view, work)])}
          remarks={remarks}
        />
      )}
      <TextArea
        name="text"
        label={wanted.length === 1 ? says.textOf(withinSentence(view.works[wanted[0]!] ?? '')) : says.text}
        value={answer.text}
        rows={8}
        remarks={remarks}
      />
      <FileField
        name="textFile"
        label={says.file}
        hint={says.fileHint}
        accept=".txt,.html,.htm,text/plain,text/html"
        remarks={remarks}
      />
      <p className="actions">
        <button formAction={`${path}/original-text`} className="primary">
          {says.send}
        </button>
      </p>
    </section>
  );
}

const workName = ({ follow: { items } }: Words, { works }: FollowView, work: number): string =>
  sentence(works[work] || items.unnamedWork(work));

function Items({ view, path }: { readonly view: FollowView; readonly path: string }) {
  const words = useWords();
  const says = words.follow.items;
  const { items, itemCount, can } = view;
  return (
    <section aria-labelledby="items-title">
      <h2 id="items-title">{words.addressesNamed(itemCount)}</h2>
      {items.length < itemCount ? <p>{says.someShown(items.length)}</p> : null}
      {items.length === 0 ? <p>{says.none}</p> : null}
      {items.length > 1 ? <Counts items={items} /> : null}
      <ol className="items">
        {items.map((item) => (
          <li key={item.no} value={item.no}>
            <ItemView item={item} works={view.works} />
            {can.withdraw && item.isInForce ? (
              <p>
                <a href={`${path}/withdraw?item=${item.no}`}>
                  {says.withdraw}
                  <span className="unseen">{says.withdrawOne(item.no)}</span>
                </a>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      {can.withdraw && items.length > 1 ? (
        <p className="on-screen">
          <a href={`${path}/withdraw`}>{says.withdrawAll}</a>
        </p>
      ) : null}
    </section>
  );
}

const MARKS: Readonly<Record<Progress, string>> = {
  open: '○',
  ordered: '◐',
  done: '✓',
  other: '–',
  withdrawn: '–',
};

/** How far it has come with all of them, in one line: who has named three hundred does not count. */
function Counts({ items }: { readonly items: readonly FollowedItem[] }) {
  const { count, counts } = useWords().follow.items;
  const byProgress = Map.groupBy(items, progressOf);
  return (
    <ul className="counts">
      {(Object.keys(counts) as Progress[]).flatMap((progress) => {
        const some = byProgress.get(progress);
        if (some === undefined) return [];
        return (
          <li key={progress} className={`state is-${progress}`}>
            <span aria-hidden="true">{MARKS[progress]}</span>{' '}
            <strong>{count(counts[progress], some.length)}</strong>
          </li>
        );
      })}
    </ul>
  );
}

/** What one address lacks; the rest is asked once for all of them. */
const OF_ADDRESS: readonly DeficiencyCode[] = ['WORK', 'LOC', 'LOC_TOO_BROAD', 'NOT_OURS'];

function ItemView({ item, works }: { readonly item: FollowedItem; readonly works: readonly string[] }) {
  const words = useWords();
  const says = words.follow.items;
  const own = item.missing.filter(({ code }) => OF_ADDRESS.includes(code));
  const progress = progressOf(item);
  return (
    <>
      {/* Not a link: it may lead anywhere. */}
      <p className="url">
        <bdi>{item.url}</bdi>
      </p>
      <p className={`state is-${progress}`}>
        <span aria-hidden="true">{MARKS[progress]}</span> <strong>{itemWords(words, item)}</strong>
      </p>
      {works.length > 1 && item.work !== undefined ? (
        <p>{says.copies(<bdi>{works[item.work] || says.unnamedWork(item.work)}</bdi>)}</p>
      ) : null}
      {progress === 'open' && own.length > 0 ? (
        <ul className="remark">
          {own.map(({ code }) => (
            <li key={code}>{words.letters.whatToAdd[code]}</li>
          ))}
        </ul>
      ) : null}
      <Steps item={item} />
      {item.reason === undefined || progress === 'withdrawn' ? null : (
        <blockquote dir="auto">{item.reason}</blockquote>
      )}
    </>
  );
}

function Steps({ item }: { readonly item: FollowedItem }) {
  const says = useWords().follow.items;
  const progress = progressOf(item);
  const steps: readonly ReactNode[] = [
    item.decidedAt === undefined || progress === 'withdrawn'
      ? null
      : says.decided(<When at={item.decidedAt} />),
    progress === 'ordered' && item.acknowledgedAt === undefined ? says.carriedOut : null,
    item.acknowledgedAt === undefined ? null : says.acknowledged(<When at={item.acknowledgedAt} />),
    item.confirmedGoneAt === undefined ? null : says.confirmedGone(<When at={item.confirmedGoneAt} />),
  ];
  if (steps.every((step) => step === null)) return null;
  return (
    <ul className="steps">
      {/* The steps of every address are these, in this order. */}
      {/* oxlint-disable-next-line react/no-array-index-key */}
      {steps.map((step, index) => (step === null ? null : <li key={index}>{step}</li>))}
    </ul>
  );
}

function MoreAddresses({ view, answer, remarks, path }: Shown) {
  const words = useWords();
  const says = words.follow.more;
  return (
    <section aria-labelledby="more-title">
      <details open={answer.moreAddresses !== '' || remarks.some(({ field }) => field === 'moreAddresses')}>
        <summary id="more-title">{says.title}</summary>
        <TextArea
          name="moreAddresses"
          label={says.addresses}
          hint={says.hint}
          value={answer.moreAddresses}
          rows={4}
          code
          remarks={remarks}
        />
        {view.works.length > 1 ? (
          <Select
            name="moreOfWork"
            label={says.whichWork}
            value={answer.moreOfWork}
            options={view.works.map((_title, work) => [String(work), workName(words, view, work)])}
            remarks={remarks}
          />
        ) : null}
        <p className="actions">
          <button formAction={`${path}/addresses`}>{says.send}</button>
        </p>
      </details>
    </section>
  );
}

function Redress({ view: { appeal, site, caseId } }: { readonly view: FollowView }) {
  const { redress } = useWords().follow;
  if (appeal === undefined) return null;
  const agent = site?.designatedAgent.email;
  return (
    <section aria-labelledby="redress-title">
      <h2 id="redress-title">{redress.title}</h2>
      <p>
        {redress.until(<When at={appeal.until} />, { agent, caseId })}
        {appeal.byAnother ? ` ${redress.byAnother}` : ''} {redress.court}
      </p>
    </section>
  );
}

function History({ view: { history, mergedInto } }: { readonly view: FollowView }) {
  const words = useWords();
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">{words.follow.history}</h2>
      <ol className="history" reversed>
        {history.toReversed().map(({ at, event, item }) => (
          <li key={`${at} ${event} ${item ?? ''}`}>
            <When at={at} /> <span>{words.events[event]}</span>
            {item === undefined ? null : ` (${words.follow.address(item)})`}
            {event === 'merged' && mergedInto !== undefined ? ` (${mergedInto})` : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
