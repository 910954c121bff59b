import type { CaseFlag, CaseKind, CaseState, Item, TimelineEntry } from '../case/case';
import { dayOf } from '../clock/day';
import type { Instant } from '../clock/instant';
import type { CaseId } from '../ids';
import type { Notice } from '../notice/notice';
import { isNamed } from './known-names';

/** What of a case is read: the answer of `GET /cases/{caseId}` has it. */
export interface LumenCase {
  readonly caseId: CaseId;
  readonly kind: CaseKind;
  readonly state: CaseState;
  readonly flags: readonly CaseFlag[];
  readonly receivedAt: Instant;
  /** The desk's own time. */
  readonly at: Instant;
  readonly waitsUntil?: Instant;
  readonly notice?: Notice;
  readonly itemViews: readonly Pick<Item, 'url' | 'state' | 'work'>[];
  readonly timeline: readonly Pick<TimelineEntry, 'from' | 'to'>[];
}

/** What a person knows and says. */
export interface LumenWords {
  /** ISO 3166-1 alpha-2, of the law that the complaint calls on. */
  readonly jurisdictions: readonly string[];
  readonly city?: string;
  readonly countryCode?: string;
  /** For whom the complaint was sent is no private person. */
  readonly principalIsOrganisation: boolean;
}

export const NO_COMPLAINT = 'nobody complained: there is no notice to publish';
/** Of the statute itself; Lumen takes later days only. */
const DMCA_SIGNED = '1998-10-28';
const COUNTRY = /^[A-Z]{2}$/;
/** No digit, so no street and no postcode. */
const CITY = /^\p{L}[\p{L}\p{M} .'’-]{0,59}$/u;
/** As the API shows a name to a role that knows none. */
const MASKED = '***';

/** First match wins. */
const REFUSALS: readonly (readonly [(view: LumenCase, words: LumenWords) => boolean, string])[] = [
  [({ kind, notice }) => kind !== 'notice' || !notice, NO_COMPLAINT],
  [({ state }) => state === 'MERGED', 'it was merged into another case'],
  [
    (view) => endedAs(view) === 'WITHDRAWN' || standing(view).length === 0,
    'it was withdrawn: what somebody took back is not published',
  ],
  [({ flags }) => flags.includes('ABUSE_SUSPECTED'), 'misuse is suspected'],
  [({ state }) => state !== 'CLOSED', 'it is not closed yet'],
  [({ flags }) => flags.includes('INCOMPLETE'), 'it was closed for want of an answer, unjudged'],
  [({ waitsUntil }) => waitsUntil !== undefined, 'its last decision can still be taken back'],
  [
    ({ receivedAt, at }) => dayOf(receivedAt) <= DMCA_SIGNED || dayOf(receivedAt) > dayOf(at),
    `Lumen takes days after ${DMCA_SIGNED} and up to today`,
  ],
  [
    ({ notice }) => [notice?.contact.organisation, notice?.onBehalfOf].some((name) => name?.includes(MASKED)),
    'who complains is hidden from your role: ask triage, a reviewer or legal',
  ],
  [({ notice }) => isPrivate(notice!), 'a private person complains, or one who names no organisation'],
  [
    ({ notice }, { principalIsOrganisation }) => hasOtherPrincipal(notice!) && !principalIsOrganisation,
    'it was sent for somebody else: say that this is an organisation, once you know',
  ],
  [({ itemViews }) => !itemViews.some(({ url }) => isWebAddress(url)), 'it names no address of the web'],
  [
    (_, { jurisdictions }) =>
      jurisdictions.length === 0 || !jurisdictions.every((code) => COUNTRY.test(code)),
    'a jurisdiction is a country code of two capitals, such as US',
  ],
  [
    (_, { countryCode }) => countryCode !== undefined && !COUNTRY.test(countryCode),
    'a country is a code of two capitals, such as US',
  ],
  [(_, { city }) => city !== undefined && !CITY.test(city), 'a city is its name alone, without a number'],
];

/** Why a case may not be published; undefined where it may. */
export const whyNotForLumen = (view: LumenCase, words: LumenWords): string | undefined =>
  REFUSALS.find(([applies]) => applies(view, words))?.[1];

/** Time closes a case, whatever its end was. */
const endedAs = ({ state, timeline }: LumenCase): CaseState =>
  state === 'CLOSED'
    ? (timeline.findLast(({ from, to }) => to === 'CLOSED' && from !== 'CLOSED')?.from ?? state)
    : state;

/** What nobody has taken back. */
export const standing = ({ itemViews }: LumenCase) => itemViews.filter(({ state }) => state !== 'WITHDRAWN');

/** An organisation that is called like the person who signs is that person. */
const isPrivate = ({ contact: { organisation, name }, signature }: Notice): boolean =>
  organisation === undefined ||
  organisation.trim() === '' ||
  [name, signature].some((person) => person !== undefined && isNamed(organisation, person));

/** It was sent for somebody else than who sent it. */
export const hasOtherPrincipal = ({ contact: { organisation }, onBehalfOf }: Notice): boolean =>
  onBehalfOf !== undefined && onBehalfOf.trim() !== '' && onBehalfOf !== organisation;

export const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s<>"]+$/i.test(url);
