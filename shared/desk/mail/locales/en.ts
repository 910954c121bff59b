import type { ItemAction, ItemState, MailTemplate, ReasonCode } from '../../../case/case';
import { REASON_WORDS } from '../../../case/words';
import { DEFICIENCIES, type DeficiencyCode } from '../../../notice/deficiency';

/** Sentences of the letters; `{name}` stands for what is filled in. Every other language has the same. */
const sentences = {
  arrived: 'Your complaint arrived on {when} and has the number {caseId}.',
  names_one: 'It names {count} address.',
  names_other: 'It names {count} addresses.',
  targetsLeftOut:
    'Your letter named more: only its first {max} addresses are in this case. Please send the others as another complaint.',
  mixedClaims:
    'It also speaks of another law than copyright. Here we judge the copyright part alone; please send the other part as a letter of its own.',
  decidedBy: 'We decide by {when}.',
  pleaseAdd: 'Please add:',
  addressNotOurs:
    'An address in your complaint is not on a site we run; please write to the site that runs it.',
  cannotDecide:
    'We cannot decide your complaint as it stands. The time for our decision stands still until you answer.',
  answerInSevenDays: 'Please answer within seven days.',
  needOriginal:
    'To compare the pages you named with your original we need its text, and we do not have it. Without it a person decides by what your complaint says alone.',
  sendOriginal:
    'Please paste it, or send it as a file, on your page: it is then compared at once. You can also answer this mail with the text pasted into it; a person enters it. The time for our decision runs on.',
  notHeardYet: 'We have not heard from you yet.',
  answerArrived: 'Thank you, your answer has arrived.',
  closedUnanswered: 'We asked for what was missing and had no answer, so the case is closed.',
  reopensInThirtyDays: 'An answer within thirty days opens it again.',
  goesOnAs: 'This complaint goes on under the number {caseId}.',
  nothingJudgedIncomplete:
    'Nothing was judged: a person looked at your complaint, and it lacks what a decision needs.',
  nothingJudgedElsewhere: 'Nothing was judged: your complaint belongs elsewhere.',
  eachDecided: 'A person has decided each address of the complaint:',
  askAgain: 'You can ask for another look within six months by answering this mail.',
  afterComplaint: 'After a copyright complaint a person decided on content of yours:',
  afterMatch: 'Content of yours matched a registered original, and a person decided on it:',
  byMailTo: 'by mail to {address}, with the case number in the subject',
  byAnswering: 'by answering this mail',
  contestByEither:
    'If you think this is a mistake you can send a counter notice or an appeal, {how}, within six months.',
  contestByAppeal: 'If you think this is a mistake you can appeal, {how}, within six months.',
  withdrawnFor: 'The complaint was withdrawn for:',
  counterArrived: 'Your counter notice has arrived and is being checked.',
  counterNeeds:
    'A counter notice needs your signature, the removed material and where it was, your statement under penalty of perjury, and your name, address, telephone number and consent to jurisdiction (17 U.S.C. 512(g)(3)).',
  counterSent:
    'The other party has sent a counter notice. The material returns unless you tell us before that you have filed an action seeking a court order.',
  returnsOn: 'It returns on {when}.',
  copySent: 'We have sent a copy of your counter notice to the complainant.',
  returnsUnlessFiled: 'Unless an action is filed the material returns on {when}.',
  actionFiled:
    'We were told of an action seeking a court order. The material stays as it is until it is decided.',
  putBack: 'These are to be put back, so far as nothing else stands against them:',
  courtRestores: 'The court matter has ended: the material is to be put back.',
  courtKeepsDown: 'The court matter has ended: the material is to stay down.',
  appealLooked: 'Another person than the one who decided looks at it within seven days.',
  lookedAgain: 'Another person has looked at the case again:',
  reopenedOnFacts: 'The case was opened again on new facts.',
  elsewhere: '(an address that is not on our sites)',
  itemStands: '{item}: {standing}',
  itemDecided: '{item}: {standing} (reason: {because}, {code}).',
  itemDecidedMore: '{item}: {standing} ({more}; reason: {because}, {code}).',
  seenGone: 'The page was seen gone on {when}.',
  siteSaidDone: 'The site said on {when} that it has done so.',
  orderedNotDone: 'This is ordered; the site has not said yet that it is done.',
  yourPage: 'Your page',
  followCase: 'Follow the case',
  signedBy: '{site}, copyright desk. Please keep {caseId} in the subject when you answer.',
  unsigned: 'Please keep {caseId} in the subject when you answer.',
  copies_one: '{count} copy of an article of {publisher} was found',
  copies_other: '{count} copies of articles of {publisher} were found',
  copiesIntro: 'These published pages share much of their words with originals that {publisher} registered:',
  copyFound: '{page}: {words} of your own words, {percent} % of {original}',
  copyLicensed: '{page}: {words} of your own words, {percent} % of {original}; allowed by a licence of yours',
  pageUnnamed: '(a page whose address we do not know)',
  originalUnnamed: 'one of your articles',
  copiesMore: 'And {count} more, which your account lists.',
  copiesNotTaken: 'Your webhook has not taken them.',
  copiesAll: 'All copies that were found, and a complaint about any of them',
  copiesNoJudgement:
    'This says what was found, not that it is forbidden: a licence, a quotation or the law may allow a copy. Look at it before you complain.',
  copiesWhy: 'You get this letter, at most one a day, because the account of {publisher} asks for it.',
  copiesChange: 'Change or stop these letters',
} as const;

export type Sentence = keyof typeof sentences;

/** All that the letters say in one language. */
export interface Locale {
  /** As an HTML page names it. */
  readonly language: string;
  readonly sentences: Readonly<Record<Sentence, string>>;
  /** What stands in the subject, after the case number. */
  readonly about: Readonly<Record<MailTemplate, string>>;
  readonly standing: Readonly<Record<ItemState, string>>;
  /** What was decided beside what the item's state says; empty where the state says it all. */
  readonly decided: Readonly<Record<ItemAction, string>>;
  readonly because: Readonly<Record<ReasonCode, string>>;
  readonly whatToAdd: Readonly<Record<DeficiencyCode, string>>;
}

const whatToAdd = Object.fromEntries(
  Object.entries(DEFICIENCIES).map(([code, deficiency]) => [code, deficiency.whatToAdd]),
) as Record<DeficiencyCode, string>;

export const en: Locale = {
  language: 'en',
  sentences,
  about: {
    receipt: 'we have your complaint',
    information_requested: 'we need something from you',
    original_text_requested: 'please send us the text of your original',
    information_reminder: 'we still need something from you',
    information_received: 'we have your answer',
    closed_incomplete: 'closed for want of an answer',
    merged: 'joined with another of your complaints',
    not_handled_here: 'this is not for our procedure',
    outcome: 'our decision',
    statement_of_reasons: 'what we decided about your content, and why',
    withdrawn: 'the complaint was withdrawn',
    counter_received: 'we have your counter notice',
    counter_incomplete: 'your counter notice lacks something',
    counter_forwarded: 'a counter notice has arrived',
    counter_accepted: 'your counter notice is complete',
    court_hold: 'an action was filed',
    restored: 'the material is to come back',
    court_outcome: 'after the court',
    appeal_received: 'we have your appeal',
    appeal_outcome: 'the appeal is decided',
    reopened: 'the case is open again',
  },
  // That it happened too is told only of what was seen.
  standing: {
    PENDING: 'not decided yet',
    DISABLED: 'to be taken down',
    REMOVED: 'to be removed',
    AMENDED: 'to be changed, and otherwise stays',
    KEPT: 'stays',
    NOT_FOUND: 'there is no such page',
    NOT_OURS: 'not on a site we run',
    WITHDRAWN: 'withdrawn from the complaint',
  },
  decided: {
    disable: '',
    remove: '',
    remove_image: 'the image is to be removed',
    trim_to_excerpt: 'it is to be cut to an excerpt',
    add_credit: 'a credit is to be added',
    noindex: 'it is to be kept from search engines',
    keep: '',
  },
  because: REASON_WORDS,
  whatToAdd,
};
