import type { Actor, ApprovalReason, HeldBy } from '../shared/case/case';
import type { FetchRefusal } from '../shared/case/fetch-refusal';
import { shortened } from '../shared/case/subject';
import {
  APPROVAL_WORDS,
  CLOCK_WORDS,
  ELEMENT_WORDS,
  KIND_WORDS,
  OUTCOME_WORDS,
  ROLE_WORDS,
  STATE_WORDS,
  WARNING_WORDS,
} from '../shared/case/words';
import { between } from '../shared/clock/instant';
import type { ClockKind } from '../shared/clock/sla-clock';
import { duration } from '../shared/clock/time-left';
import type { FoundLine } from '../shared/desk/find-cases';
import type { QueueLine } from '../shared/desk/list-queue';
import type { DecisionPreview } from '../shared/desk/preview-decision';
import type { CaseView, ItemView } from '../shared/desk/read-case';
import type { LicenceAnswer } from '../shared/licence/check-licence';
import { pressRightTerm, WHOSE_PRESS_RIGHT } from '../shared/licence/press-right';
import { table } from './print';
import type { StoryFamily } from '../shared/match/story-match';
import { describeFirst } from './first-text';
import { mixedScriptLines } from './mixed-script-text';
import { percent, plural, printable } from './printable';

function standingOf({ kind, state, outcome }: CaseView): string {
  if (outcome === undefined) return state;
  const words = OUTCOME_WORDS[kind][outcome];
  return state === 'ACTIONED' || state === 'REJECTED' ? words : `${state} (${words})`;
}

const LETTER_CHARACTERS = 1_500;

/** The complainant's own words, each line as it is, contact data masked by the API. */
function letterLines(raw: string): readonly string[] {
  const cut = raw.slice(0, LETTER_CHARACTERS);
  return [
    '',
    'The letter',
    ...cut.split(/\r?\n/).map((line) => `  | ${printable(line)}`.trimEnd()),
    ...(raw.length > LETTER_CHARACTERS ? ['  (cut here: --json shows the whole)'] : []),
  ];
}

/** Which clock a timeline row is about, how much of it was used, and when that truly was. */
function clockFacts({ clock, percent: used, crossedAt }: Readonly<Record<string, unknown>>): string {
  const kind = Object.keys(CLOCK_WORDS).find((known) => known === clock) as ClockKind | undefined;
  if (kind === undefined || typeof used !== 'number') return '';
  return `  ${CLOCK_WORDS[kind]} ${used} %${typeof crossedAt === 'string' ? ` at ${crossedAt}` : ''}`;
}

const leftOf = ({ dueClock, timeLeft }: Pick<QueueLine, 'dueClock' | 'timeLeft'>): string =>
  dueClock === undefined ? timeLeft : `${CLOCK_WORDS[dueClock]}: ${timeLeft}`;

export function describeQueue(cases: readonly QueueLine[], columns = Infinity): string {
  if (cases.length === 0) return 'No case is open.';
  return table(
    ['case', 'time left', 'due', 'kind', 'state', 'open', 'lacks', 'with', 'about', 'by'],
    cases.map((line) => [
      line.caseId,
      leftOf(line),
      line.dueAt ?? '',
      KIND_WORDS[line.kind],
      line.state,
      `${line.pending} of ${line.items}`,
      line.missing.map((element) => ELEMENT_WORDS[element]).join(', '),
      line.claimedBy ?? '',
      aboutOf(line),
      cut(line.subject?.sender ?? ''),
    ]),
    columns,
  );
}

const MOST_IN_A_CELL = 40;
const cut = (text: string): string => shortened(text, MOST_IN_A_CELL);

const aboutOf = ({ subject, items }: QueueLine): string =>
  `${cut(subject?.page ?? '')}${items > 1 ? ` + ${items - 1} more` : ''}`;

/** Cases that were found, open or not. */
export const describeFound = (cases: readonly FoundLine[], columns = Infinity): string =>
  table(
    ['case', 'state', 'received', 'done', 'became', 'with', 'about', 'by'],
    cases.map((line) => [
      line.caseId,
      line.state,
      line.receivedAt,
      line.doneAt ?? '',
      line.outcome ? OUTCOME_WORDS[line.kind][line.outcome] : '',
      line.claimedBy ?? '',
      aboutOf(line),
      cut(line.subject?.sender ?? ''),
    ]),
    columns,
  );

/** What was decided and has not left: the clocks run on. */
const HELD_WORDS = {
  pause: 'deliveries are paused: no order and no mail leaves now (copydesk deliveries)',
  endpoint: 'its CMS is not called any more: orders wait (copydesk deliveries)',
  breaker: 'removals are stopped: orders to take down wait (copydesk deliveries)',
} as const satisfies Record<HeldBy, string>;

/** `legal liam`, `Copydesk (deliver)`; a party has no name here. */
export function byWords({ role, id }: Actor): string {
  if (role === 'SYS') return `${ROLE_WORDS.SYS} (${id})`;
  return role === 'CMP' || role === 'UPL' ? ROLE_WORDS[role] : `${ROLE_WORDS[role]} ${id}`;
}

const approvalWords = (why: readonly ApprovalReason[]): string =>
  why.map((reason) => APPROVAL_WORDS[reason]).join('; ');

/** `item 4`, `items 1-16`, `items 1, 3-5`. @param nos in ascending order, at least one. */
function itemsNamed(nos: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const no of nos) {
    const last = runs.at(-1);
    if (last?.[1] === no - 1) last[1] = no;
    else runs.push([no, no]);
  }
  const named = runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
  return `${nos.length === 1 ? 'item' : 'items'} ${named.join(', ')}`;
}

/** The case file as a person reads it. Facts only: no outcome is proposed. */
export function describeCase(view: CaseView): string {
  const lines = [
    `${view.caseId}  ${standingOf(view)}  ${leftOf(view)}${view.dueAt ? `, due ${view.dueAt}` : ''}`,
    `received ${view.receivedAt} by ${view.channel}, ${duration(between(view.receivedAt, view.at))} ago; ${view.claimedBy ? `with ${view.claimedBy}` : 'nobody has claimed it'}`,
  ];
  for (const { add } of view.whatIsMissing) lines.push(`lacks: ${add}`);
  for (const warning of view.warnings) lines.push(`note: ${WARNING_WORDS[warning]}`);
  if (view.notice) {
    const { contact, works, capacity } = view.notice;
    const sender = [contact.name, contact.organisation, contact.email].filter(Boolean).join(', ');
    lines.push(
      '',
      `From ${printable(sender === '' ? 'nobody named' : sender)}${capacity ? ` (${capacity})` : ''}`,
    );
    for (const [index, work] of works.entries())
      lines.push(
        `  work${works.length > 1 ? ` ${index + 1}` : ''}: ${printable(work.title ?? work.description ?? work.originalUrl ?? 'not described')}`,
      );
    if (view.notice.raw !== undefined) lines.push(...letterLines(view.notice.raw));
  }
  for (const by of view.heldBack) lines.push(HELD_WORDS[by]);
  if (view.waitsUntil)
    lines.push(
      '',
      `the decision is carried out ${view.waitsUntil}: until then copydesk undo ${view.caseId} takes it back, copydesk send-now ${view.caseId} does not wait`,
    );
  if (view.proposal)
    lines.push(
      '',
      `${view.proposal.by.id} proposed a decision at ${view.proposal.at}; a second person has to approve or refuse it: ${approvalWords(view.proposal.why)}`,
    );
  if (view.groups.length > 1 && view.groups.length < view.items)
    lines.push('', ...view.groups.map((group, index) => `group ${index + 1}: ${itemsNamed(group.items)}`));
  for (const item of view.itemViews) lines.push('', ...describeItem(item));
  lines.push('', 'Timeline');
  for (const { at, event, actor, to, facts } of view.timeline)
    lines.push(`  ${at}  ${event.padEnd(22)} ${to.padEnd(20)} ${byWords(actor)}${clockFacts(facts)}`);
  return `${lines.join('\n')}\n`;
}

const lookedFor = ({ fetch }: { readonly fetch?: FetchRefusal }): string =>
  fetch === undefined ? '' : ` (its page was looked for on the web: ${fetch.replaceAll('_', ' ')})`;

/** One address of a case: what was compared, decided, acknowledged and seen. */
export function describeItem(item: ItemView): readonly string[] {
  const lines = [`Item ${item.no}  ${item.state}  ${printable(item.url)}`];
  for (const other of item.heldBy) lines.push(`  also held by case ${other}`);
  const { comparison, evidence, decision } = item;
  switch (comparison.outcome) {
    case 'pending':
      lines.push('  being compared');
      break;
    case 'not_compared':
      lines.push(
        comparison.why === 'no_original_text'
          ? `  not compared: the original's text is not at hand${lookedFor(comparison)}; the complainant was asked for it if there is a mail address`
          : `  not compared: ${comparison.why.replaceAll('_', ' ')}${lookedFor(comparison)}`,
      );
      break;
    case 'compared': {
      const { summary } = comparison;
      lines.push(
        `  ${percent(summary.articleCoverage)} of the article and ${percent(summary.originalCoverage)} of the original stand in passages: ${summary.ownWords} own and ${summary.quotedWords} quoted words; longest run ${summary.longestRunWords}`,
      );
    }
  }
  if (evidence) {
    lines.push(...(item.whoWasFirst ? describeFirst(item.whoWasFirst).map((line) => `  ${line}`) : []));
    const { title, url, source, publishedAt } = evidence.original;
    const original = [title, url ?? source, publishedAt && `published ${publishedAt}`].filter(Boolean);
    lines.push(`  original: ${printable(original.join(', '))}`);
    if (publishedAt)
      lines.push(`  press publishers' right in it: ${pressRightTerm(publishedAt)}; ${WHOSE_PRESS_RIGHT}`);
    lines.push(`  ${evidence.article.iscc} (article), ${evidence.original.iscc} (original)`);
    if (evidence.family) lines.push(`  the original's story: ${describeFamily(evidence.family)}`);
    for (const why of evidence.incomplete ?? [])
      lines.push(`  boilerplate may pass for own words: ${printable(why)}`);
    const { credits, mixedScript } = evidence.articleFacts;
    if (credits.length > 0)
      lines.push(
        `  ${plural(credits.length, 'photo credit')}: ${credits.map(({ text }) => printable(text)).join('; ')}`,
      );
    lines.push(
      ...mixedScriptLines(
        mixedScript,
        ({ codePoints, start }) => `${codePoints.join(', ')} at offset ${start}`,
      ),
    );
    lines.push(`  licence: ${evidence.licence ? licenceText(evidence.licence) : 'nobody to ask'}`);
    for (const { caseId, item: no, passage } of evidence.comparison.excludedBy ?? [])
      lines.push(
        `  not counted: passage ${passage} of item ${no} of ${caseId}, excluded when that was decided`,
      );
    for (const { standsOn, articleText } of evidence.passages)
      if (standsOn)
        lines.push(
          `  stands on ${plural(standsOn.pages, 'page')} of ${plural(standsOn.sites, 'site')}: ${excerpt(articleText)}`,
        );
    const [longest] = evidence.passages.toSorted((a, b) => b.articleText.length - a.articleText.length);
    if (longest) {
      const number = evidence.passages.indexOf(longest) + 1;
      lines.push(`  passage ${number}, the longest of ${evidence.passages.length}:`);
      lines.push(
        `    article  ${excerpt(longest.articleText)}`,
        `    original ${excerpt(longest.originalText)}`,
      );
    }
  }
  if (item.recalled) lines.push(`  since then: ${printable(item.recalled.reason)}`);
  if (decision) {
    lines.push(
      `  decided ${decision.decidedAt} by ${decision.decidedBy.id}: ${decision.actions.join(', ')} (${decision.reasonCode})`,
    );
    lines.push(`  "${printable(decision.reason)}"`);
  }
  if (item.acknowledgedAt) lines.push(`  the CMS acknowledged ${item.acknowledgedAt}`);
  if (item.confirmedGoneAt) lines.push(`  confirmed gone ${item.confirmedGoneAt}`);
  return lines;
}

const licenceText = ({ answer, reasons }: LicenceAnswer): string =>
  printable([`${answer.replaceAll('_', ' ')}.`, ...reasons].join(' '));

/** How many carry a story, and where. */
export const describeFamily = ({ count, sites, truncated }: StoryFamily): string =>
  `${truncated ? 'at least ' : ''}${plural(count, 'text')}${sites.length > 0 ? ` on ${plural(sites.length, 'site')}` : ''}`;

const EXCERPT = 150;
const excerpt = (text: string): string =>
  printable(text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);

/** One line for a reason, however many items it stands against. */
function refusalLines(refusals: DecisionPreview['refusals']): readonly string[] {
  const items = new Map<string, number[]>();
  for (const { item, reason } of refusals) {
    const ownReason = item === undefined ? reason : reason.replace(`item ${item}: `, '');
    items.set(ownReason, [...(items.get(ownReason) ?? []), ...(item === undefined ? [] : [item])]);
  }
  return [...items].map(
    ([reason, nos]) => `refused: ${nos.length === 0 ? '' : `${itemsNamed(nos)}: `}${reason}`,
  );
}

/** What a decision would do: what stands against it first, then its effects, then the letters as they will be read. */
export function describePreview(preview: DecisionPreview): string {
  const { refusals, approval, state, items, orders, letters } = preview;
  const lines = [
    ...refusalLines(refusals),
    ...(approval.length > 0 ? [`a second person has to approve it: ${approvalWords(approval)}`] : []),
    `the case would be: ${STATE_WORDS[state]}`,
    ...items.map((item) => `  item ${item.no}  ${item.state}  ${printable(item.url)}`),
    ...orders.map(({ type, item }) => `  the CMS is told: ${type} for item ${item}`),
  ];
  for (const { to, respondent, subject, text } of letters)
    lines.push(
      '',
      `To the ${to}${respondent === undefined ? '' : ` ${printable(respondent)}`}: ${subject}`,
      ...text.split('\n').map((line) => `  | ${printable(line)}`.trimEnd()),
    );
  return `${lines.join('\n')}\n`;
}
