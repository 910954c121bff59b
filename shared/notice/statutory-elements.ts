import { canonicalUrl } from '../article/canonical-url';
import type { Attestation, Contact, Element, Notice, Target } from './notice';
import type { DeficiencyCode } from './deficiency';

/** 17 U.S.C. 512(c)(3)(B): what follows from the elements a notice has for one URL. */
export type Standing =
  /** All six: act. */
  | 'effective'
  /** Work, material and contact: the sender must promptly be asked for the rest. */
  | 'curable'
  /** No duty to ask follows; we ask all the same if the sender can be reached. */
  | 'no_notice';

export const ELEMENTS: readonly Element[] = ['i', 'ii', 'iii', 'iv', 'v', 'vi'];

export function standing(elements: readonly Element[]): Standing {
  const has = (needed: readonly Element[]) => needed.every((element) => elements.includes(element));
  if (has(ELEMENTS)) return 'effective';
  return has(['ii', 'iii', 'iv']) ? 'curable' : 'no_notice';
}

/** What one target, or the notice, has and lacks. */
export interface ElementCheck {
  readonly elements: readonly Element[];
  readonly deficiencies: readonly DeficiencyCode[];
}

/** Elements (i), (iv), (v) and (vi): the same for every URL of the notice. */
export function noticeElements(notice: Notice): ElementCheck {
  return gather([
    ['i', isSignature(notice.signature) ? undefined : 'SIG'],
    ['iv', isReachable(notice.contact) ? undefined : 'CONTACT'],
    ['v', isMade(notice.goodFaith) ? undefined : 'GFB'],
    ['vi', isMade(notice.authority) ? undefined : 'AUTH'],
  ]);
}

/** Elements (ii) and (iii): per URL, as one bad row spoils no good one (Perfect 10 v. Google). */
export function targetElements(
  notice: Notice,
  target: Target,
  isOurHost: (canonicalHost: string) => boolean,
): ElementCheck {
  return gather([
    ['ii', isWorkNamed(notice, target) ? undefined : 'WORK'],
    ['iii', locationDeficiency(target.url, isOurHost)],
  ]);
}

function gather(checks: readonly (readonly [Element, DeficiencyCode | undefined])[]): ElementCheck {
  return {
    elements: checks.filter(([, code]) => code === undefined).map(([element]) => element),
    deficiencies: checks.map(([, code]) => code).filter((code) => code !== undefined),
  };
}

const letters = (text: string | undefined): number => text?.match(/\p{L}/gu)?.length ?? 0;

const isSignature = (signature: string | undefined): boolean => letters(signature) >= 2;

/** Looks like one; whether it works shows when the receipt is sent. */
export const isMailAddress = (email: string | undefined): boolean =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email ?? '');

/** "Such as" in the statute: one working channel is enough. */
function isReachable({ email, phone, postalAddress }: Contact): boolean {
  return isMailAddress(email) || (phone?.match(/\d/g)?.length ?? 0) >= 6 || letters(postalAddress) >= 8;
}

const isMade = (attestation: Attestation | undefined): boolean => letters(attestation?.text) > 0;

/** A description or an address; no address is needed, since unpublished works exist. */
function isWorkNamed(notice: Notice, target: Target): boolean {
  const named = target.work === undefined ? notice.works : notice.works.slice(target.work, target.work + 1);
  return named.some(
    ({ title, description, originalUrl, registrationNo, text }) =>
      letters(title) + letters(description) + letters(text) >= 3 ||
      originalUrl !== undefined ||
      registrationNo !== undefined,
  );
}

const BROAD_QUERY = /[?&](?:q|s|query|search|keyword)=/i;
const BROAD_PATH = /^\/(?:search|tag|tags|category|categories|author|archive)(?:\/|$)/i;

function locationDeficiency(
  address: string,
  isOurHost: (canonicalHost: string) => boolean,
): DeficiencyCode | undefined {
  const canonical = canonicalUrl(address);
  if (canonical === undefined) return 'LOC';
  const url = new URL(canonical);
  if (!isOurHost(url.hostname)) return 'NOT_OURS';
  const isHome = url.pathname === '/' && url.search === '';
  return isHome || BROAD_PATH.test(url.pathname) || BROAD_QUERY.test(url.search)
    ? 'LOC_TOO_BROAD'
    : undefined;
}
