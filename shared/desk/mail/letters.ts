import type { CaseHead, Item, ItemAction, ItemState, MailTemplate, ReasonCode } from '../../case/case';
import { rulingClock } from '../../case/case-clocks';
import { isActedOn, isDown } from '../../case/outcome';
import { type Instant, parseInstant } from '../../clock/instant';
import { dueAt } from '../../clock/sla-clock';
import { DEFICIENCIES, type DeficiencyCode } from '../../notice/deficiency';
import type { Element } from '../../notice/notice';
import { MAX_TARGETS } from '../../notice/notice';
import type { SiteSettings } from '../site';
import { type Block, type Letter, link, list, oneLine, paragraph, quote } from './letter';

/** What a mail is made of when it is sent. Nothing a stranger typed is in it but addresses on our own sites. */
export interface MailView {
  readonly head: CaseHead;
  /** The items this mail is about. */
  readonly items: readonly Item[];
  readonly site: Pick<SiteSettings, 'name' | 'designatedAgent'> | undefined;
  readonly isOurs: (url: string) => boolean;
  /** Only in mails to the complainant. */
  readonly statusUrl?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Writer = (view: MailView) => { readonly about: string; readonly blocks: readonly Block[] };

/** What was decided beside what the item's state says. That it happened too is told only of what was seen. */
const decided = {
  disable: [],
  remove: [],
  remove_image: ['the image is to be removed'],
  trim_to_excerpt: ['it is to be cut to an excerpt'],
  add_credit: ['a credit is to be added'],
  noindex: ['it is to be kept from search engines'],
  keep: [],
} as const satisfies Record<ItemAction, readonly string[]>;

const standing = {
  PENDING: 'not decided yet',
  DISABLED: 'to be taken down',
  REMOVED: 'to be removed',
  AMENDED: 'to be changed, and otherwise stays',
  KEPT: 'stays',
  NOT_FOUND: 'there is no such page',
  NOT_OURS: 'not on a site we run',
  WITHDRAWN: 'withdrawn from the complaint',
} as const satisfies Record<ItemState, string>;

const because = {
  UPHELD_FULL_COPY: 'a full copy',
  UPHELD_SUBSTANTIAL: 'a substantial part was taken',
  UPHELD_IMAGE: 'an image was taken',
  UPHELD_VOLUNTARY: 'a voluntary step, without a finding',
  KEPT_LICENSED: 'licensed',
  KEPT_QUOTATION: 'a quotation',
  KEPT_FACTS_ONLY: 'facts only',
  KEPT_SHORT_EXTRACT: 'a short extract',
  KEPT_LINK_ONLY: 'a link only',
  KEPT_NOT_OWNER: 'ownership was not shown',
  KEPT_EARLIER_OURS: 'our page is the earlier one',
  KEPT_PUBLIC_DOMAIN: 'in the public domain',
  KEPT_UNPROVEN: 'the copying was not shown',
  NA_NOT_FOUND: 'no such page',
  NA_NOT_OURS: 'not on a site we run',
  NA_OTHER_LAW: 'a matter of another law',
  NA_INCOMPLETE: 'the complaint remained incomplete',
  NA_DUPLICATE: 'a duplicate',
  NA_WITHDRAWN: 'withdrawn',
  REV_COUNTER: 'after a counter notice',
  REV_APPEAL: 'after an appeal',
  REV_ERROR: 'an error was put right',
  REV_COURT: 'by court order',
} as const satisfies Record<ReasonCode, string>;

/** Instants are told in UTC: the reader's zone is not known, and the promise counts hours. */
const when = (at: Instant): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

/** Addresses elsewhere are not repeated: a mail of ours must carry nobody's link to a stranger. */
const named = ({ no, url }: Item, { isOurs }: MailView): string =>
  isOurs(url) ? `${no}. ${oneLine(url)}` : `${no}. (an address that is not on our sites)`;

function itemBlocks(view: MailView): readonly Block[] {
  return view.items.flatMap((item) => {
    const { decision } = item;
    const line = `${named(item, view)}: ${standing[item.state]}`;
    if (!decision) return [paragraph(line)];
    const more = decision.actions.flatMap((action): readonly string[] => decided[action]);
    const actions = more.length > 0 ? `${more.join(', ')}; ` : '';
    return [
      paragraph(`${line} (${actions}reason: ${because[decision.reasonCode]}, ${decision.reasonCode}).`),
      quote(decision.reason),
      ...(isActedOn(item) ? [paragraph(carriedOut(item))] : []),
    ];
  });
}

/** How far the order has come, by what was told or seen when this mail is written. */
function carriedOut(item: Item): string {
  const { acknowledgedAt, confirmedGoneAt } = item;
  if (confirmedGoneAt !== undefined && isDown(item))
    return `The page was seen gone on ${when(confirmedGoneAt)}.`;
  if (acknowledgedAt !== undefined) return `The site said on ${when(acknowledgedAt)} that it has done so.`;
  return 'This is ordered; the site has not said yet that it is done.';
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : '');

const isCode = (value: unknown): value is DeficiencyCode =>
  typeof value === 'string' && Object.hasOwn(DEFICIENCIES, value);

/** What to add, from codes or, where only the elements are known, from the first code of each. */
function whatToAdd(missing: unknown): readonly string[] {
  const all = Array.isArray(missing) ? (missing as readonly unknown[]) : [];
  const ofElement = (element: unknown) =>
    Object.values(DEFICIENCIES).find((known) => known.element === (element as Element))?.whatToAdd;
  return all.flatMap((each) => (isCode(each) ? DEFICIENCIES[each].whatToAdd : (ofElement(each) ?? [])));
}

function missingBlocks(missing: unknown): readonly Block[] {
  const all = Array.isArray(missing) ? (missing as readonly unknown[]) : [];
  const items = whatToAdd(all.filter((code) => code !== 'NOT_OURS'));
  return [
    ...(items.length > 0 ? [paragraph('Please add:'), list(items)] : []),
    ...(all.includes('NOT_OURS')
      ? [
          paragraph(
            'An address in your complaint is not on a site we run; please write to the site that runs it.',
          ),
        ]
      : []),
  ];
}

const due = ({ head }: MailView): readonly Block[] => {
  const clock = rulingClock(head.clocks);
  const at = clock && dueAt(clock);
  return at ? [paragraph(`We decide by ${when(at)}.`)] : [];
};

const contest = ({ head, site }: MailView): readonly Block[] => {
  const agent = site?.designatedAgent.email;
  const how = agent ? `by mail to ${agent}, with the case number in the subject` : 'by answering this mail';
  return [
    paragraph(
      head.contentOrigin === 'user_uploaded'
        ? `If you think this is a mistake you can send a counter notice or an appeal, ${how}, within six months.`
        : `If you think this is a mistake you can appeal, ${how}, within six months.`,
    ),
  ];
};

function restoreDate({ data }: MailView, returns: string): readonly Block[] {
  const at = typeof data['restoreAt'] === 'string' ? parseInstant(data['restoreAt']) : undefined;
  return at ? [paragraph(`${returns} on ${when(at)}.`)] : [];
}

const arrived = ({ head }: MailView): readonly Block[] => [
  paragraph(`Your complaint arrived on ${when(head.receivedAt)} and has the number ${head.id}.`),
  paragraph(`It names ${head.itemCount} ${head.itemCount === 1 ? 'address' : 'addresses'}.`),
  ...(head.warnings.includes('TARGETS_LEFT_OUT')
    ? [
        paragraph(
          `Your letter named more: only its first ${MAX_TARGETS} addresses are in this case. Please send the others as another complaint.`,
        ),
      ]
    : []),
  ...(head.warnings.includes('MIXED_CLAIMS')
    ? [
        paragraph(
          'It also speaks of another law than copyright. Here we judge the copyright part alone; please send the other part as a letter of its own.',
        ),
      ]
    : []),
];

const writers: Readonly<Record<MailTemplate, Writer>> = {
  receipt: (view) => ({
    about: 'we have your complaint',
    blocks: [...arrived(view), ...missingBlocks(view.data['missing']), ...due(view)],
  }),
  information_requested: (view) => ({
    about: 'we need something from you',
    blocks: [
      // With the opening of the case it is the receipt too.
      ...(view.data['receivedAt'] === undefined ? [] : arrived(view)),
      paragraph(
        'We cannot decide your complaint as it stands. The time for our decision stands still until you answer.',
      ),
      ...missingBlocks(view.data['missing']),
      ...(typeof view.data['note'] === 'string' ? [quote(view.data['note'])] : []),
      paragraph('Please answer within seven days.'),
    ],
  }),
  original_text_requested: ({ statusUrl }) => ({
    about: 'please send us the text of your original',
    blocks: [
      paragraph(
        'To compare the pages you named with your original we need its text, and we do not have it. Without it a person decides by what your complaint says alone.',
      ),
      paragraph(
        'Please paste it, or send it as a file, on your page: it is then compared at once. You can also answer this mail with the text pasted into it; a person enters it. The time for our decision runs on.',
      ),
      ...(statusUrl === undefined ? [] : [link('Your page', statusUrl)]),
    ],
  }),
  information_reminder: (view) => ({
    about: 'we still need something from you',
    blocks: [paragraph('We have not heard from you yet.'), ...missingBlocks(view.data['missing'])],
  }),
  information_received: (view) => ({
    about: 'we have your answer',
    blocks: [
      paragraph('Thank you, your answer has arrived.'),
      ...missingBlocks(view.data['missing']),
      ...due(view),
    ],
  }),
  closed_incomplete: () => ({
    about: 'closed for want of an answer',
    blocks: [
      paragraph('We asked for what was missing and had no answer, so the case is closed.'),
      paragraph('An answer within thirty days opens it again.'),
    ],
  }),
  merged: (view) => ({
    about: 'joined with another of your complaints',
    blocks: [paragraph(`This complaint goes on under the number ${wordOf(view.data['into'])}.`)],
  }),
  not_handled_here: (view) => ({
    about: 'this is not for our procedure',
    blocks: [
      paragraph(
        view.data['reasonCode'] === 'NA_INCOMPLETE'
          ? 'Nothing was judged: a person looked at your complaint, and it lacks what a decision needs.'
          : 'Nothing was judged: your complaint belongs elsewhere.',
      ),
      ...(typeof view.data['reason'] === 'string' ? [quote(view.data['reason'])] : []),
    ],
  }),
  outcome: (view) => ({
    about: 'our decision',
    blocks: [
      paragraph('A person has decided each address of the complaint:'),
      ...itemBlocks(view),
      paragraph('You can ask for another look within six months by answering this mail.'),
    ],
  }),
  statement_of_reasons: (view) => ({
    about: 'what we decided about your content, and why',
    blocks: [
      paragraph(
        view.head.kind === 'notice'
          ? 'After a copyright complaint a person decided on content of yours:'
          : 'Content of yours matched a registered original, and a person decided on it:',
      ),
      ...itemBlocks(view),
      ...contest(view),
    ],
  }),
  withdrawn: (view) => ({
    about: 'the complaint was withdrawn',
    blocks: [
      paragraph('The complaint was withdrawn for:'),
      list(view.items.map((item) => named(item, view))),
    ],
  }),
  counter_received: () => ({
    about: 'we have your counter notice',
    blocks: [paragraph('Your counter notice has arrived and is being checked.')],
  }),
  counter_incomplete: () => ({
    about: 'your counter notice lacks something',
    blocks: [
      paragraph(
        'A counter notice needs your signature, the removed material and where it was, your statement under penalty of perjury, and your name, address, telephone number and consent to jurisdiction (17 U.S.C. 512(g)(3)).',
      ),
    ],
  }),
  counter_forwarded: (view) => ({
    about: 'a counter notice has arrived',
    blocks: [
      paragraph(
        'The other party has sent a counter notice. The material returns unless you tell us before that you have filed an action seeking a court order.',
      ),
      ...restoreDate(view, 'It returns'),
    ],
  }),
  counter_accepted: (view) => ({
    about: 'your counter notice is complete',
    blocks: [
      paragraph('We have sent a copy of your counter notice to the complainant.'),
      ...restoreDate(view, 'Unless an action is filed the material returns'),
    ],
  }),
  court_hold: () => ({
    about: 'an action was filed',
    blocks: [
      paragraph(
        'We were told of an action seeking a court order. The material stays as it is until it is decided.',
      ),
    ],
  }),
  restored: (view) => ({
    about: 'the material is to come back',
    blocks: [
      paragraph('These are to be put back, so far as nothing else stands against them:'),
      list(view.items.map((item) => named(item, view))),
    ],
  }),
  court_outcome: (view) => ({
    about: 'after the court',
    blocks: [
      paragraph(
        view.data['outcome'] === 'restore'
          ? 'The court matter has ended: the material is to be put back.'
          : 'The court matter has ended: the material is to stay down.',
      ),
    ],
  }),
  appeal_received: () => ({
    about: 'we have your appeal',
    blocks: [paragraph('Another person than the one who decided looks at it within seven days.')],
  }),
  appeal_outcome: (view) => ({
    about: 'the appeal is decided',
    blocks: [paragraph('Another person has looked at the case again:'), ...itemBlocks(view)],
  }),
  reopened: (view) => ({
    about: 'the case is open again',
    blocks: [paragraph('The case was opened again on new facts.'), ...due(view)],
  }),
};

/** Writes one mail of a case. */
export function writeLetter(template: MailTemplate, view: MailView): Letter {
  const { about, blocks } = writers[template](view);
  const { head, site, statusUrl } = view;
  return {
    language: 'en',
    subject: oneLine(`[${head.id}] ${about}`),
    blocks: [
      ...blocks,
      ...(statusUrl === undefined ? [] : [link('Follow the case', statusUrl)]),
      paragraph(
        `${site ? `${oneLine(site.name)}, copyright desk. ` : ''}Please keep ${head.id} in the subject when you answer.`,
      ),
    ],
  };
}
