import { paragraphsOf } from './paragraphs';

/** What in a text speaks of where it comes from: facts for a person, none of them proof or a licence. */
export interface Signal {
  readonly kind: 'dateline' | 'byline' | 'attribution' | 'agency notice';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `SEATTLE (AP) —`, `WASHINGTON, May 24 (Reuters) -`: strong for wire text, though local copy often drops it. */
const DATELINE =
  /^[^\S\n]{0,8}((?:[A-Z][A-Z .'’-]{2,40}(?:,\s?[A-Z][\p{L}. ]{1,30})?(?:,\s(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z.]{0,7}\s\d{1,2})?)\s\((?:AP|Reuters|REUTERS|AFP|UPI|dpa|PTI|ANI|Xinhua|TASS|Bloomberg)\))\s?[—–-]/u;
/** `By Ann Example, Associated Press` on a line of its own. */
const BYLINE =
  /^[^\S\n]{0,8}(By\s\p{Lu}[\p{L}.'’-]{0,30}(?:\s\p{Lu}?[\p{L}.'’-]{1,30}){1,4}(?:,\s\p{Lu}[\p{L} .&-]{2,60})?)\s*$/u;
/** Second-hand report: no licence follows from it. */
const ATTRIBUTION =
  /\b(?:told (?:the )?(?:\p{Lu}[\p{L}&]{1,20}(?:\s\p{Lu}[\p{L}&]{1,20}){0,3})|the outlet (?:reported|said|added|noted|explained)|according to (?:a|the) report|(?:first )?reported by (?:the )?\p{Lu}[\p{L}&]{1,20}(?:\s\p{Lu}[\p{L}&]{1,20}){0,3})/gu;
const AGENCY_NOTICE =
  /the associated press contributed|^© provided by |copyright \d{4} (?:the )?associated press|^our standards: the thomson reuters trust principles|^reporting by .{3,200}editing by /i;
const MAX_ATTRIBUTIONS = 50;

export function signalsOf(text: string): Signal[] {
  const signals: Signal[] = [];
  let attributions = 0;
  const add = (kind: Signal['kind'], found: string, start: number) =>
    signals.push({ kind, text: found, start, end: start + found.length });
  for (const [start, end] of paragraphsOf(text)) {
    const head = text.slice(start, Math.min(end, start + 300));
    for (const [kind, pattern] of [
      ['dateline', DATELINE],
      ['byline', BYLINE],
    ] as const) {
      const match = pattern.exec(head);
      // A cut-off head would end the line where it does not.
      if (match?.[1] === undefined || (kind === 'byline' && end - start > head.length)) continue;
      add(kind, match[1], start + match[0].indexOf(match[1]));
    }
    const notice = AGENCY_NOTICE.exec(head.trimStart());
    if (notice !== null) add('agency notice', notice[0].trim(), start + head.indexOf(notice[0]));
    if (attributions >= MAX_ATTRIBUTIONS) continue;
    for (const match of text.slice(start, end).matchAll(ATTRIBUTION)) {
      if (++attributions > MAX_ATTRIBUTIONS) break;
      add('attribution', match[0], start + match.index);
    }
  }
  return signals;
}
