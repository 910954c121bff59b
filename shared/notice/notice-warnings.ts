import { claimsOf } from './claims';
import type { NoticeWarning } from './deficiency';
import type { Notice } from './notice';
import { namesNoPrincipal, namesSeveralOwners } from './owners';

const COMPANY =
  /\b(?:inc|incorporated|llc|llp|ltd|limited|gmbh|ag|corp|corporation|company|co|plc|s\.?a\.?|s\.?r\.?l\.?|b\.?v\.?|group|media|press|news|times|team|department|publishing|publishers?)\b\.?\s*$/i;

/** Things a person should look at; none makes a notice deficient. */
export function noticeWarnings(
  notice: Notice,
  canonicalTargets: readonly string[],
): readonly NoticeWarning[] {
  const said = [notice.explanation, notice.raw].filter((text) => text !== undefined).join('\n');
  const claims = claimsOf(notice);
  const warnings: readonly (readonly [NoticeWarning, boolean])[] = [
    [
      'STATED_DATE',
      statedYear(notice.statedDate) !== undefined &&
        statedYear(notice.statedDate) !== notice.receivedAt.slice(0, 4),
    ],
    ['SIGNATURE_COMPANY_ONLY', COMPANY.test(notice.signature?.trim() ?? '')],
    ['MISDIRECTED', notice.channel === 'misdirected'],
    ['NOT_ENGLISH', notice.language !== undefined && !/^en\b/i.test(notice.language)],
    ['OTHER_LAW', claims.length > 0 && !claims.includes('copyright')],
    ['MIXED_CLAIMS', claims.length > 1 && claims.includes('copyright')],
    ['SEVERAL_OWNERS', namesSeveralOwners(notice)],
    ['NO_MANDATE', namesNoPrincipal(notice)],
    ['ONE_WORK_FOR_MANY_URLS', notice.works.length === 1 && canonicalTargets.length > 10],
    ['DUPLICATE_URL', new Set(canonicalTargets).size < canonicalTargets.length],
    ['TARGETS_LEFT_OUT', notice.targetsLeftOut !== undefined],
    ['ATTACHMENT_ONLY', notice.targets.length === 0 && /\battach(?:ed|ment)\b/i.test(said)],
  ];
  return warnings.filter(([, holds]) => holds).map(([warning]) => warning);
}

const statedYear = (date: string | undefined): string | undefined => date?.match(/\b(?:19|20)\d{2}\b/)?.[0];
