import type { Element } from './notice';

/** What is wrong with a notice or one of its URLs, so that it can be said and cured. */
export type DeficiencyCode =
  'SIG' | 'WORK' | 'LOC' | 'LOC_TOO_BROAD' | 'NOT_OURS' | 'CONTACT' | 'GFB' | 'AUTH';

/** Worth a person's look; none of them makes a notice deficient. */
export type NoticeWarning =
  /** The date in the notice is not the year it arrived in; the clock runs from receipt regardless. */
  | 'STATED_DATE'
  | 'SIGNATURE_COMPANY_ONLY'
  | 'MISDIRECTED'
  | 'NOT_ENGLISH'
  /** Speaks of trademark, privacy, defamation or circumvention (17 U.S.C. 1201) and not of copyright: another procedure. */
  | 'OTHER_LAW'
  /** Copyright and one of these: the copyright part is judged here, the other part belongs elsewhere. */
  | 'MIXED_CLAIMS'
  | 'SEVERAL_OWNERS'
  /** Sent for somebody else, without a word for whom. */
  | 'NO_MANDATE'
  | 'ONE_WORK_FOR_MANY_URLS'
  | 'DUPLICATE_URL'
  /** Its free text names more addresses than one case holds: the rest needs another notice. */
  | 'TARGETS_LEFT_OUT'
  | 'ATTACHMENT_ONLY';

interface Deficiency {
  readonly element: Element;
  readonly whatToAdd: string;
}

/** Each code's statutory element and the words that ask for it. */
export const DEFICIENCIES = {
  SIG: {
    element: 'i',
    whatToAdd:
      'Your signature: type the full name of the person who signs (a company name alone is not enough).',
  },
  WORK: {
    element: 'ii',
    whatToAdd: 'Which work was copied: its title, a short description or the address where it was published.',
  },
  LOC: {
    element: 'iii',
    whatToAdd: 'The exact address (URL) of each page on our site that you complain of.',
  },
  LOC_TOO_BROAD: {
    element: 'iii',
    whatToAdd:
      'The address of the page itself: a home page, section or search page does not show which article you mean.',
  },
  NOT_OURS: {
    element: 'iii',
    whatToAdd:
      'Nothing we can act on: this address is not on a site we run. Please write to the site that runs it.',
  },
  CONTACT: {
    element: 'iv',
    whatToAdd: 'A way to reach you: an e-mail address, a telephone number or a postal address.',
  },
  GFB: {
    element: 'v',
    whatToAdd:
      'The statement: "I have a good-faith belief that this use is not authorised by the copyright owner, its agent, or the law."',
  },
  AUTH: {
    element: 'vi',
    whatToAdd:
      'The statement: "The information in this notice is accurate and, under penalty of perjury, I am authorised to act for the owner of an exclusive right that is allegedly infringed."',
  },
} as const satisfies Record<DeficiencyCode, Deficiency>;
