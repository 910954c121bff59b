import { canonicalUrl } from '../article/canonical-url';
import type { DeficiencyCode, NoticeWarning } from './deficiency';
import type { Element, Notice, Target } from './notice';
import {
  ELEMENTS,
  isMailAddress,
  noticeElements,
  type Standing,
  standing,
  targetElements,
} from './statutory-elements';
import { noticeWarnings } from './notice-warnings';

export interface ScreenedTarget {
  readonly target: Target;
  readonly elements: readonly Element[];
  readonly deficiencies: readonly DeficiencyCode[];
  readonly standing: Standing;
}

/** A notice measured against both laws; one form can serve both, so the two answers stand apart. */
export interface Screening {
  readonly targets: readonly ScreenedTarget[];
  /** Elements that the notice lacks for every URL, or, without any URL, at all. */
  readonly missing: readonly Element[];
  readonly deficiencies: readonly DeficiencyCode[];
  /** At least one URL has all six elements of 17 U.S.C. 512(c)(3)(A). */
  readonly dmcaEffective: boolean;
  /** Art. 16(2)(a)-(d) of Regulation (EU) 2022/2065: explanation, exact address, name and e-mail, bona fide statement. */
  readonly dsaComplete: boolean;
  readonly warnings: readonly NoticeWarning[];
  /** An e-mail address to send the receipt and questions to. */
  readonly reachable: boolean;
}

/** @param isOurHost told canonical hosts (canonical-url.ts). */
export function screenNotice(notice: Notice, isOurHost: (canonicalHost: string) => boolean): Screening {
  const whole = noticeElements(notice);
  const targets = notice.targets.map((target): ScreenedTarget => {
    const own = targetElements(notice, target, isOurHost);
    const elements = ELEMENTS.filter(
      (element) => whole.elements.includes(element) || own.elements.includes(element),
    );
    return {
      target,
      elements,
      deficiencies: [...own.deficiencies, ...whole.deficiencies],
      standing: standing(elements),
    };
  });
  const found = targets.length > 0 ? targets : [withoutTarget(notice, isOurHost)];
  return {
    targets,
    missing: ELEMENTS.filter((element) => found.every(({ elements }) => !elements.includes(element))),
    deficiencies: [...new Set(found.flatMap(({ deficiencies }) => deficiencies))],
    dmcaEffective: targets.some((target) => target.standing === 'effective'),
    dsaComplete: isDsaComplete(notice, targets),
    warnings: noticeWarnings(
      notice,
      targets.map(({ target }) => canonicalUrl(target.url) ?? target.url),
    ),
    reachable: isMailAddress(notice.contact.email),
  };
}

function withoutTarget(notice: Notice, isOurHost: (canonicalHost: string) => boolean) {
  const whole = noticeElements(notice);
  const own = targetElements(notice, { url: '' }, isOurHost);
  return {
    elements: [...whole.elements, ...own.elements],
    deficiencies: [...own.deficiencies, ...whole.deficiencies],
  };
}

/** The explanation may be the claim itself: a copy of a named work. */
function isDsaComplete(notice: Notice, targets: readonly ScreenedTarget[]): boolean {
  const explained =
    (notice.explanation?.trim() ?? '') !== '' || targets.some(({ elements }) => elements.includes('ii'));
  const located = targets.some(({ elements }) => elements.includes('iii'));
  const named = (notice.contact.name ?? notice.contact.organisation ?? notice.signature ?? '').trim() !== '';
  const bonaFide = notice.accuracy !== undefined || notice.authority !== undefined;
  return explained && located && named && isMailAddress(notice.contact.email) && bonaFide;
}
