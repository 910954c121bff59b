import { copies, DEMO_FEED, DEMO_PUBLISHER } from '../../local/demo/demo-articles';
import type { OutboxMail } from '../../local/mail/outbox';
import type { ReasonCode } from '../../shared/case/case';
import { between, HOUR, plus, SECOND } from '../../shared/clock/instant';
import type { CaseView, ItemView } from '../../shared/desk/read-case';
import { DEFICIENCIES } from '../../shared/notice/deficiency';
import type { DecisionRequest } from '../../shared/wire/decision-request';
import { connect } from '../api';
import { describeItem, describePreview } from '../case-text';
import { control } from '../control';
import { sentMails, statusOf, until } from '../demo-setup';
import type { Demo } from '../demo-stack';
import type { Io } from '../io';
import { table } from '../print';
import { claim, decide, readCase } from '../review';
import {
  clockHeadings,
  clockRows,
  clocksNotNeeded,
  promiseOf,
  storyHeadings,
  storyRows,
} from './clock-story';
import { answerTo, complaintWithoutStatements } from './letters';
import type { Witness } from './witness';

/** A decision in the reviewer's words. */
const REASON = 'The page holds nearly the whole text of the named article, and the licence for it has ended.';

const WAIT_HOURS = 20;

/** The designated agent's mailbox passes on to the desk what it gets. */
const AGENTS_MAILBOX = '/mail/in?recipient=desk@copydesk.example';

export const REFERENCE = 'X-Copydesk-Reference';

/**
 * A complaint from its mail to the page seen gone: what is missing is asked for and comes by reply, a person decides,
 * takes it back and decides again, and both sides hear of it. @returns the case as it then stands.
 */
export async function tellDecidedCase(io: Io, { stack, site }: Demo, witness: Witness): Promise<CaseView> {
  const { scene, say, show, saw } = witness;
  // Signed in anew each time: a token lasts an hour, and this clock runs by days.
  const rita = () => connect(io, 'staff', { as: 'rita' });
  const look = async () => readCase(await rita(), caseId);
  const page = `${site.url}/${copies.ferry.slug}`;
  const mailsTo = async (address: string) =>
    (await sentMails(io)).filter(({ to, headers }) => to.includes(address) && headers[REFERENCE] === caseId);
  const mailAbout = (words: string) =>
    until(`the mail '${words}'`, async () =>
      (await mailsTo(DEMO_PUBLISHER.email)).find(({ subject }) => subject.includes(words)),
    );
  const orders = () =>
    site.orders().filter(({ type, data }) => type === 'item.takedown' && data.caseId === caseId);

  scene('1. A complaint arrives by mail, and something is missing');
  say(quotation(complaintWithoutStatements));
  await control(io, 'POST', AGENTS_MAILBOX, complaintWithoutStatements);
  const asked = await until('the answer to the complaint', async () =>
    (await sentMails(io)).find(
      ({ to, headers }) => to.includes(DEMO_PUBLISHER.email) && REFERENCE in headers,
    ),
  );
  const caseId = asked.headers[REFERENCE]!;
  const paused = await until('the clock to stand still', async () => {
    const view = await look();
    return promiseOf(view)?.pauses.length === 1 ? view : undefined;
  });
  say(`\nCase ${caseId}. One mail is the receipt, and asks for what is missing:`);
  show(asked);
  saw(
    'the case is open, and its clocks run from receipt, whatever the complaint lacks',
    isFromReceipt(paused),
  );
  saw(
    'the two statements under the law are missing, and nothing else',
    paused.state === 'AWAITING_COMPLAINANT' && paused.missing.join() === 'v,vi',
  );
  saw(
    'the mail asks for them in the words that cure it',
    [DEFICIENCIES.GFB, DEFICIENCIES.AUTH].every(({ whatToAdd }) => asked.text.includes(whatToAdd)),
  );
  const began = promiseOf(paused)!;
  saw(
    'the mail is out, so the promise of 24 hours stands still',
    began.dueAt === undefined && began.pauses[0]?.to === undefined,
  );

  scene(`2. ${WAIT_HOURS} hours later the sender answers`);
  await stack.advance(WAIT_HOURS * HOUR);
  const waited = await look();
  saw(
    `${WAIT_HOURS} hours have passed, and nobody was warned: ${promiseOf(waited)!.timeLeft}`,
    promiseOf(waited)!.timeLeft === began.timeLeft &&
      !waited.timeline.some(({ event }) => event === 'warned'),
  );
  const reply = answerTo(asked);
  say(`\n${quotation(reply)}`);
  await control(io, 'POST', AGENTS_MAILBOX, reply);
  const thanks = await mailAbout('we have your answer');
  show(thanks);
  const resumed = await look();
  const promise = promiseOf(resumed)!;
  const [pause] = promise.pauses;
  saw(
    'the reply names no case number; its thread leads it to the case, which goes to review',
    resumed.state === 'IN_REVIEW' && resumed.timeline.some(({ event }) => event === 'mail_received'),
  );
  saw(
    'the clock runs on with what was left: due 24 hours after receipt, and as much later as it stood still',
    pause?.to !== undefined &&
      promise.dueAt === plus(promise.startedAt, promise.budgetMs + between(pause.from, pause.to)),
  );

  scene('3. An hour later a person looks at the evidence');
  await stack.advance(HOUR);
  const item = await until('the evidence', async () => {
    const [first] = (await look()).itemViews;
    return first?.evidence && first;
  });
  say(describeItem(item).join('\n'));
  say();
  saw(
    'the copy as it stood was compared with the registered original',
    item.comparison.outcome === 'compared',
  );
  saw(
    'every passage stands in both texts where the evidence says',
    await passagesStand(await rita(), caseId, item),
  );
  const licence = item.evidence?.licence;
  saw(
    'the registry was asked for a licence: there was one, and it has ended',
    licence?.answer === 'terms_broken' && licence.broken.join() === 'expired',
  );
  saw(
    'the original was first, by our own log',
    item.whoWasFirst?.first === 'original' && item.whoWasFirst.by === 'ingest_log',
  );

  scene('4. A person decides, after a look at what would come of it');
  const request = async (reasonCode: ReasonCode): Promise<DecisionRequest> => {
    const { lease, version } = await claim(await rita(), caseId);
    const decision = { item: item.no, actions: ['disable' as const], reasonCode, reason: REASON };
    return { leaseToken: lease.token, version, decisions: [decision] };
  };
  const first = await request('UPHELD_SUBSTANTIAL');
  const { body: preview } = await (await rita())('previewDecision', { params: { caseId }, body: first });
  say(describePreview(preview));
  saw(
    'the preview shows both letters and the one order, and nothing was done',
    preview.refusals.length === 0 &&
      preview.letters
        .map(({ to }) => to)
        .toSorted()
        .join() === 'complainant,respondent' &&
      preview.orders.length === 1 &&
      (await look()).state === 'IN_REVIEW',
  );
  await decide(await rita(), caseId, first);
  saw(
    'rita decides; for half a minute nothing leaves the house',
    (await statusOf(page)) === 200 && orders().length === 0,
  );
  await (
    await rita()
  )('undoDecision', { params: { caseId } });
  const undone = promiseOf(await look())!;
  saw(
    'she takes it back: it was no part, it was the whole. The same clock runs on',
    undone.cycle === 1 && undone.fulfilledAt === undefined && undone.dueAt === promise.dueAt,
  );
  await decide(await rita(), caseId, await request('UPHELD_FULL_COPY'));
  saw('she decides again: disable, UPHELD_FULL_COPY; the page still stands', (await statusOf(page)) === 200);

  scene('5. The half minute is over: the CMS is told, the page is gone, both sides know');
  await stack.advance(31 * SECOND);
  await until('the page to vanish', async () => ((await statusOf(page)) === 410 ? true : undefined));
  saw(`GET ${page}  410`, (await statusOf(page)) === 410);
  saw('by one signed order, and none for the decision that was taken back', orders().length === 1);
  const gone = await until('the page to be seen gone', async () => {
    const view = await look();
    return view.itemViews[0]?.confirmedGoneAt === undefined ? undefined : view;
  });
  const [done] = gone.itemViews;
  const { decision, acknowledgedAt, confirmedGoneAt } = done!;
  saw(
    `decided ${time(decision?.decidedAt)}, the CMS said so ${time(acknowledgedAt)}, confirmed gone ${time(confirmedGoneAt)}`,
    decision!.decidedAt < acknowledgedAt! && acknowledgedAt! <= confirmedGoneAt!,
  );
  saw(
    'long before it was due: the page gone and the decision share one due instant',
    confirmedGoneAt! < promise.dueAt!,
  );
  const outcome = await mailAbout('our decision');
  const statement = await until('the statement of reasons', async () => (await mailsTo(DEMO_FEED.email))[0]);
  show(outcome);
  show(statement);
  saw(
    'the complainant has the decision; the source has its reasons and how to contest it',
    outcome.text.includes(REASON) && statement.text.includes(REASON) && statement.text.includes('appeal'),
  );
  const { body: status } = await (
    await connect(io, 'public')
  )('readStatus', { params: { token: tokenIn(outcome) } });
  saw(
    'the link in the mail says the same: decided and confirmed gone, to the second',
    status.items[0]?.orderedAt === decision?.decidedAt &&
      status.items[0]?.confirmedGoneAt === confirmedGoneAt,
  );
  const told = await until('the end of every clock that was to be met', async () => {
    const view = await look();
    const open = view.clocks.filter(({ fulfilledAt, cancelledAt }) => !fulfilledAt && !cancelledAt);
    return open.every(({ kind }) => kind === 'appeal_open') ? view : undefined;
  });

  scene("6. The clock's story");
  say(table(storyHeadings, storyRows(told)));
  say(`\n${table(clockHeadings, clockRows(told))}`);
  say(
    `\nNot needed here: ${clocksNotNeeded(told).join(', ')}. K10, the agent's registration, belongs to no case.`,
  );
  saw(
    'every clock was met; what is left open is the time to appeal',
    told.clocks.every(({ breachedAt }) => breachedAt === undefined),
  );
  return told;
}

const isFromReceipt = ({ clocks, receivedAt }: CaseView): boolean =>
  ['decide', 'confirm_gone'].every((kind) =>
    clocks.some((clock) => clock.kind === kind && clock.startedAt === receivedAt),
  );

/** By the whole texts as they are kept, not by the excerpts that the evidence brings along. */
async function passagesStand(
  api: Awaited<ReturnType<typeof connect>>,
  caseId: string,
  { no, evidence }: ItemView,
): Promise<boolean> {
  const { body } = await api('readTexts', { params: { caseId, item: String(no) } });
  const passages = evidence?.passages ?? [];
  return (
    passages.length > 0 &&
    passages.every(
      ({ article, original, articleText, originalText }) =>
        body.article.slice(...article) === articleText && body.original.slice(...original) === originalText,
    )
  );
}

const time = (at: string | undefined): string => at?.slice(11, 19) ?? '';

const tokenIn = ({ text }: OutboxMail): string => /\/follow\/(\S+)/.exec(text)?.[1] ?? '';

/** A mail that comes in, as the narration shows it. */
const quotation = (raw: string): string =>
  raw
    .split('\r\n')
    .map((line) => `  > ${line}`.trimEnd())
    .join('\n');
