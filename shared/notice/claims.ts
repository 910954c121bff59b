import type { Notice } from './notice';

/** What kind of right a complaint is about. Only copyright is judged here; any other has a route of its own. */
export type Claim = 'copyright' | 'trademark' | 'privacy' | 'defamation' | 'circumvention';

const COPYRIGHT =
  /\bcopyright|\bcop(?:y|ies|ied|ying)\b|plagiar|re-?post(?:s|ed|ing)?\b|re-?publish|reproduc|\bstolen\b|\b512\b|\bdmca\b|urheber|droits? d['’]auteur|derechos? de autor|direitos? autora|diritt[oi] d['’]autore|auteursrecht|praw autorskich|著作权|版权/i;

/** A letter that says of itself that it is none. */
const NOT_A_NOTICE =
  /\b(?:is|are|constitutes?) (?:expressly )?not (?:a|an|intended as an?|submitted as an?) (?:[\w§().-]+ ){0,6}?(?:notice|notification|takedown)\b/i;

const OTHERS: readonly (readonly [Exclude<Claim, 'copyright'>, RegExp])[] = [
  [
    'trademark',
    /\btrade\s?marks? (?:infring|violat|rights?|claim|owner|registration|no\b|law)|\binfring\w* (?:of |on |upon )?(?:our |its |the |my )?(?:registered )?(?:copyrights? (?:and|or) )?trade\s?marks?|\bregistered trade\s?marks?|\bcounterfeit|\blanham act|\bmarkenrecht|\bcontrefaçon de marque/i,
  ],
  [
    'privacy',
    /\bgdpr\b|\bdsgvo\b|\brgpd\b|\bright to (?:privacy|be forgotten|erasure)|\bprivacy (?:rights?|violation|policy violation)|\bpersonal data\b.{0,80}\b(?:remove|erase|delet)/i,
  ],
  ['defamation', /\bdefam(?:ation|atory|es|ing)|\blibel|\bslander|\bverleumd|\bdiffamat/i],
  [
    'circumvention',
    /§{1,2} ?1201|\b(?:section|sec\.|u\.s\.c\.?) ?§? ?1201|(?<!anti-)\bcircumvent\w* (?:of )?(?:a |the |our )?(?:paywall|technolog|access|protection|technical)/i,
  ],
];

/** The kinds that a complaint speaks of; a form that names a work says by that alone that it is about copyright. */
export function claimsOf({ explanation, raw, works }: Notice): readonly Claim[] {
  const said = [explanation, raw].filter((text) => text !== undefined).join('\n');
  const others = OTHERS.filter(([, words]) => words.test(said)).map(([claim]) => claim);
  const byForm = raw === undefined && works.length > 0;
  const ofCopyright = (byForm || COPYRIGHT.test(said)) && !(others.length > 0 && NOT_A_NOTICE.test(said));
  return ofCopyright ? ['copyright', ...others] : others;
}
