import type { CaseHead, Item, MailTemplate } from '../../case/case';
import { rulingClock } from '../../case/case-clocks';
import { isActedOn, isDown } from '../../case/outcome';
import { type Instant, parseInstant } from '../../clock/instant';
import { dueAt } from '../../clock/sla-clock';
import { DEFICIENCIES, type DeficiencyCode } from '../../notice/deficiency';
import type { Element } from '../../notice/notice';
import { MAX_TARGETS } from '../../notice/notice';
import type { SiteSettings } from '../site';
import { type Block, type Letter, link, list, oneLine, paragraph, quote } from './letter';
import type { Locale, Sentence } from './locales/en';
import { localeFor } from './locales/locale-for';

/** What a mail is made of when it is sent. Nothing a stranger typed is in it but addresses on our own sites. */
export interface MailView {
  readonly head: CaseHead;
  /** The items this mail is about. */
  readonly items: readonly Item[];
  readonly site: Pick<SiteSettings, 'name' | 'designatedAgent' | 'language'> | undefined;
  /** The reader's own, as a tag such as `de`; the site's where it is not known. */
  readonly language?: string;
  readonly isOurs: (url: string) => boolean;
  /** Only in mails to the complainant. */
  readonly statusUrl?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Values = Readonly<Record<string, string | number>>;

/** A view with the words of its reader. */
interface Page extends MailView {
  readonly locale: Locale;
  readonly say: (sentence: Sentence, values?: Values) => string;
}

type Writer = (page: Page) => readonly Block[];

/** `{name}` is filled in once: what is filled in is never read as a placeholder. */
export const filled = (sentence: string, values: Values): string =>
  sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));

/** Instants are told in UTC: the reader's zone is not known, and the promise counts hours. */
const when = (at: Instant): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

/** Addresses elsewhere are not repeated: a mail of ours must carry nobody's link to a stranger. */
const named = ({ no, url }: Item, { isOurs, say }: Page): string =>
  `${no}. ${isOurs(url) ? oneLine(url) : say('elsewhere')}`;

function itemBlocks(page: Page): readonly Block[] {
  const { locale, say } = page;
  return page.items.flatMap((item) => {
    const { decision } = item;
    const line = { item: named(item, page), standing: locale.standing[item.state] };
    if (!decision) return [paragraph(say('itemStands', line))];
    const more = decision.actions.map((action) => locale.decided[action]).filter((text) => text !== '');
    const told = { ...line, because: locale.because[decision.reasonCode], code: decision.reasonCode };
    return [
      paragraph(
        more.length > 0
          ? say('itemDecidedMore', { ...told, more: more.join(', ') })
          : say('itemDecided', told),
      ),
      quote(decision.reason),
      ...(isActedOn(item) ? [paragraph(carriedOut(item, page))] : []),
    ];
  });
}

/** How far the order has come, by what was told or seen when this mail is written. */
function carriedOut(item: Item, { say }: Page): string {
  const { acknowledgedAt, confirmedGoneAt } = item;
  if (confirmedGoneAt !== undefined && isDown(item)) return say('seenGone', { when: when(confirmedGoneAt) });
  if (acknowledgedAt !== undefined) return say('siteSaidDone', { when: when(acknowledgedAt) });
  return say('orderedNotDone');
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : '');

const isCode = (value: unknown): value is DeficiencyCode =>
  typeof value === 'string' && Object.hasOwn(DEFICIENCIES, value);

/** From codes or, where only the elements are known, the first code of each. */
const codesOf = (missing: unknown): readonly DeficiencyCode[] => {
  const all = Array.isArray(missing) ? (missing as readonly unknown[]) : [];
  const ofElement = (element: unknown) =>
    (Object.keys(DEFICIENCIES) as DeficiencyCode[]).find(
      (code) => DEFICIENCIES[code].element === (element as Element),
    );
  return all.flatMap((each) => (isCode(each) ? each : (ofElement(each) ?? [])));
};

function missingBlocks({ data, locale, say }: Page): readonly Block[] {
  const codes = codesOf(data['missing']);
  const items = codes.filter((code) => code !== 'NOT_OURS').map((code) => locale.whatToAdd[code]);
  return [
    ...(items.length > 0 ? [paragraph(say('pleaseAdd')), list(items)] : []),
    ...(codes.includes('NOT_OURS') ? [paragraph(say('addressNotOurs'))] : []),
  ];
}

const due = ({ head, say }: Page): readonly Block[] => {
  const clock = rulingClock(head.clocks);
  const at = clock && dueAt(clock);
  return at ? [paragraph(say('decidedBy', { when: when(at) }))] : [];
};

const contest = ({ head, site, say }: Page): readonly Block[] => {
  const address = site?.designatedAgent.email;
  const how = address ? say('byMailTo', { address }) : say('byAnswering');
  return [
    paragraph(say(head.contentOrigin === 'user_uploaded' ? 'contestByEither' : 'contestByAppeal', { how })),
  ];
};

function restoreDate({ data, say }: Page, returns: 'returnsOn' | 'returnsUnlessFiled'): readonly Block[] {
  const at = typeof data['restoreAt'] === 'string' ? parseInstant(data['restoreAt']) : undefined;
  return at ? [paragraph(say(returns, { when: when(at) }))] : [];
}

const arrived = ({ head, locale, say }: Page): readonly Block[] => {
  const isOne = new Intl.PluralRules(locale.language).select(head.itemCount) === 'one';
  return [
    paragraph(say('arrived', { when: when(head.receivedAt), caseId: head.id })),
    paragraph(say(isOne ? 'names_one' : 'names_other', { count: head.itemCount })),
    ...(head.warnings.includes('TARGETS_LEFT_OUT')
      ? [paragraph(say('targetsLeftOut', { max: MAX_TARGETS }))]
      : []),
    ...(head.warnings.includes('MIXED_CLAIMS') ? [paragraph(say('mixedClaims'))] : []),
  ];
};

const quoted = (value: unknown): readonly Block[] => (typeof value === 'string' ? [quote(value)] : []);

const says =
  (...sentences: readonly Sentence[]): Writer =>
  ({ say }) =>
    sentences.map((sentence) => paragraph(say(sentence)));

const writers: Readonly<Record<MailTemplate, Writer>> = {
  receipt: (page) => [...arrived(page), ...missingBlocks(page), ...due(page)],
  information_requested: (page) => [
    // With the opening of the case it is the receipt too.
    ...(page.data['receivedAt'] === undefined ? [] : arrived(page)),
    paragraph(page.say('cannotDecide')),
    ...missingBlocks(page),
    ...quoted(page.data['note']),
    paragraph(page.say('answerInSevenDays')),
  ],
  original_text_requested: ({ statusUrl, say }) => [
    paragraph(say('needOriginal')),
    paragraph(say('sendOriginal')),
    ...(statusUrl === undefined ? [] : [link(say('yourPage'), statusUrl)]),
  ],
  information_reminder: (page) => [paragraph(page.say('notHeardYet')), ...missingBlocks(page)],
  information_received: (page) => [
    paragraph(page.say('answerArrived')),
    ...missingBlocks(page),
    ...due(page),
  ],
  closed_incomplete: says('closedUnanswered', 'reopensInThirtyDays'),
  merged: ({ data, say }) => [paragraph(say('goesOnAs', { caseId: wordOf(data['into']) }))],
  not_handled_here: ({ data, say }) => [
    paragraph(
      say(data['reasonCode'] === 'NA_INCOMPLETE' ? 'nothingJudgedIncomplete' : 'nothingJudgedElsewhere'),
    ),
    ...quoted(data['reason']),
  ],
  outcome: (page) => [
    paragraph(page.say('eachDecided')),
    ...itemBlocks(page),
    paragraph(page.say('askAgain')),
  ],
  statement_of_reasons: (page) => [
    paragraph(page.say(page.head.kind === 'notice' ? 'afterComplaint' : 'afterMatch')),
    ...itemBlocks(page),
    ...contest(page),
  ],
  withdrawn: (page) => [
    paragraph(page.say('withdrawnFor')),
    list(page.items.map((item) => named(item, page))),
  ],
  counter_received: says('counterArrived'),
  counter_incomplete: says('counterNeeds'),
  counter_forwarded: (page) => [paragraph(page.say('counterSent')), ...restoreDate(page, 'returnsOn')],
  counter_accepted: (page) => [paragraph(page.say('copySent')), ...restoreDate(page, 'returnsUnlessFiled')],
  court_hold: says('actionFiled'),
  restored: (page) => [paragraph(page.say('putBack')), list(page.items.map((item) => named(item, page)))],
  court_outcome: ({ data, say }) => [
    paragraph(say(data['outcome'] === 'restore' ? 'courtRestores' : 'courtKeepsDown')),
  ],
  appeal_received: says('appealLooked'),
  appeal_outcome: (page) => [paragraph(page.say('lookedAgain')), ...itemBlocks(page)],
  reopened: (page) => [paragraph(page.say('reopenedOnFacts')), ...due(page)],
};

/** Writes one mail of a case, in its reader's language where there is a translation. */
export function writeLetter(template: MailTemplate, view: MailView): Letter {
  const { head, site, statusUrl } = view;
  const locale = localeFor(view.language, site?.language);
  const say: Page['say'] = (sentence, values = {}) => filled(locale.sentences[sentence], values);
  const caseId = head.id;
  return {
    language: locale.language,
    subject: oneLine(`[${caseId}] ${locale.about[template]}`),
    blocks: [
      ...writers[template]({ ...view, locale, say }),
      ...(statusUrl === undefined ? [] : [link(say('followCase'), statusUrl)]),
      paragraph(site ? say('signedBy', { site: oneLine(site.name), caseId }) : say('unsigned', { caseId })),
    ],
  };
}
