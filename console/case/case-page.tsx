import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { KIND_WORDS, MARK_WORDS, OUTCOME_WORDS, STATE_WORDS } from '../../shared/case/words';
import { type CaseView, type ItemView, useCase } from '../desk/use-desk';
import { useKeys } from '../keyboard/use-keys';
import { LazyPanel } from '../parts/lazy-panel';
import { Trouble } from '../parts/trouble';
import { useTitle } from '../parts/use-title';
import { mayDecide, useSession } from '../sign-in/use-session';
import { Countdown } from '../time/countdown';
import { WhyThisTime } from '../time/why-this-time';
import { DecisionPanel } from './decision-panel';
import { EvidencePanel } from './evidence-panel';
import { Flags } from './flags';
import { ItemsPanel } from './items-panel';
import { LeaseBox } from './lease-box';
import { MoreActions } from './more-actions';
import { NoticePanel } from './notice-panel';
import { Readers } from './readers';
import { usePrefetchOfNext } from './use-claim-next';
import { useNews } from './use-news';
import { useThresholds } from './use-thresholds';

const AlertOfCase = lazy(async () => ({ default: (await import('../overview/alerts')).AlertOfCase }));
const ApprovalPanel = lazy(async () => ({ default: (await import('./approval-panel')).ApprovalPanel }));
const Deliveries = lazy(async () => ({ default: (await import('./deliveries')).Deliveries }));
const PastCases = lazy(async () => ({ default: (await import('./history')).PastCases }));
const Timeline = lazy(async () => ({ default: (await import('./timeline')).Timeline }));
const Exclusions = lazy(async () => ({ default: (await import('./exclusions')).Exclusions }));

/** Everything that one decision needs, on one screen. */
export function CasePage({ caseId }: { readonly caseId: string }) {
  const { data, error, refetch } = useCase(caseId);
  const heading = useTitle(caseId);
  return (
    <main id="main" className="case" aria-busy={data === undefined && !error}>
      <h1 ref={heading} tabIndex={-1} className="number">
        {caseId}
      </h1>
      {error && <Trouble error={error} stale={data !== undefined} retry={() => void refetch()} />}
      {data && <CaseFile view={data} />}
    </main>
  );
}

function CaseFile({ view }: { readonly view: CaseView }) {
  const session = useSession();
  const [current, setCurrent] = useState(() => firstOpen(view.itemViews)?.no);
  const item = view.itemViews.find(({ no }) => no === current) ?? view.itemViews[0];
  const [wanted, setChosen] = useState<ReadonlySet<number>>(new Set());
  // What is decided, by whomever, is chosen no more.
  const chosen = new Set(
    view.itemViews.flatMap(({ no, state }) => (state === 'PENDING' && wanted.has(no) ? [no] : [])),
  );
  const goOn = (decided: readonly number[]) =>
    setCurrent(firstOpen(view.itemViews.filter(({ no }) => !decided.includes(no)))?.no);
  const news = useNews(view, session.username);
  usePrefetchOfNext(view.caseId);
  const step = (by: number) => {
    const at = view.itemViews.findIndex(({ no }) => no === item?.no);
    setCurrent(view.itemViews[Math.min(view.itemViews.length - 1, Math.max(0, at + by))]?.no);
  };
  useKeys({
    nextItem: () => step(1),
    previousItem: () => step(-1),
    notice: () => document.getElementById('letter')?.focus(),
    history: () => document.getElementById('timeline')?.focus(),
  });
  const mine = view.lease?.holder === session.username;
  return (
    <>
      <Masthead view={view} />
      {news.panel}
      <div className="desk">
        <div className="file">
          <NoticePanel view={view} item={item} />
          {view.itemViews.length > 1 && item && (
            <ItemsPanel
              view={view}
              current={item.no}
              onCurrent={setCurrent}
              chosen={chosen}
              onChosen={mine ? setChosen : undefined}
            />
          )}
          {item && <EvidencePanel key={item.no} view={view} item={item} />}
        </div>
        <div className="side" id="side" tabIndex={-1}>
          {view.timeline.some(({ event }) => ALARMING.has(event)) && (
            <Suspense>
              <AlertOfCase view={view} />
            </Suspense>
          )}
          {mayDecide(session) && (
            <>
              {view.proposal && (
                <Suspense fallback={<p aria-busy="true">On its way …</p>}>
                  <ApprovalPanel view={view} proposal={view.proposal} />
                </Suspense>
              )}
              {!view.proposal && (view.pending > 0 || view.items === 0) ? (
                <DecisionPanel
                  view={{ ...view, version: news.version }}
                  item={item}
                  chosen={chosen}
                  goOn={goOn}
                />
              ) : null}
              <MoreActions view={view} item={item} />
            </>
          )}
          <LazyPanel title="What was before">
            <PastCases view={view} />
          </LazyPanel>
          <Suspense>
            <Timeline view={view} />
          </Suspense>
          <LazyPanel title="Told to whom">
            <Deliveries view={view} />
          </LazyPanel>
          {view.itemViews.some(
            ({ decision, comparison }) => decision && comparison.outcome === 'compared',
          ) && (
            <LazyPanel title="Excluded passages">
              <Exclusions view={view} item={item} />
            </LazyPanel>
          )}
        </div>
      </div>
    </>
  );
}

/** What people of the house are told of: the alert may stand, or be over. */
const ALARMING: ReadonlySet<string> = new Set([
  'warned',
  'breached',
  'escalated',
  'abuse_flagged',
  'mail_bounced',
  'restore_blocked',
]);

const firstOpen = (items: readonly ItemView[]) => items.find(({ state }) => state === 'PENDING') ?? items[0];

function Masthead({ view }: { readonly view: CaseView }) {
  useThresholds(view);
  return (
    <div className="masthead">
      <p className="standing">
        {KIND_WORDS[view.kind]} · {STATE_WORDS[view.state]}
        {view.outcome && <> · {OUTCOME_WORDS[view.kind][view.outcome]}</>}{' '}
        {view.priority && <span className="tag">{MARK_WORDS[view.priority]}</span>}
        <Flags flags={view.flags} />
      </p>
      <div className="due">
        <Countdown dueAt={view.dueAt} otherwise={view.timeLeft} over={view.dueClock === undefined} large />
        <WhyThisTime caseId={view.caseId} />
      </div>
      <LeaseBox view={view} />
      <Readers caseId={view.caseId} />
      <a href="#side" className="to-decide">
        To the decision
      </a>
      <Link href="/" className="back">
        Back to the queue
      </Link>
    </div>
  );
}
