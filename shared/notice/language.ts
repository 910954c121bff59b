/** Function words that no other language of the list uses as often. */
const WORDS: readonly (readonly [string, RegExp])[] = [
  ['en', /\b(?:the|and|of|that|this|is|have|with|for)\b/gi],
  ['de', /\b(?:der|die|und|das|ist|nicht|wir|ich|mit|auf)\b/gi],
  ['fr', /\b(?:le|les|des|est|nous|vous|une|dans|pour|sur)\b/gi],
  ['es', /\b(?:el|los|las|que|una|por|con|para|del|es)\b/gi],
  ['it', /\b(?:il|che|di|della|sono|per|con|gli|una|questo)\b/gi],
  ['pt', /\b(?:que|uma|não|para|com|dos|nós|você|nosso|nossa|artigo)\b/gi],
  ['nl', /\b(?:de|het|een|van|wij|niet|met|voor|op|zijn)\b/gi],
  ['pl', /\b(?:nie|jest|się|na|do|że|oraz|przez|dla|są)\b/gi],
];

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\u3040-\u30ff]/g],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
];

const SAMPLE = 20_000;
const LONGEST = 200_000;

/** ISO 639-1 code of the language a letter is most likely in; undefined if it says too little. A hint for routing only. */
export function languageOf(text: string): string | undefined {
  // Addresses are in no language.
  const sample = text
    .slice(0, LONGEST)
    .split(/\s+/)
    .filter((token) => !token.includes('://'))
    .join(' ')
    .slice(0, SAMPLE);
  const letters = count(sample, /\p{L}/gu);
  const script = SCRIPTS.find(([, pattern]) => count(sample, pattern) > letters / 5);
  if (script && letters > 0) return script[0];
  const scores = WORDS.map(([language, words]) => ({ language, score: count(sample, words) }));
  const best = scores.sort((a, b) => b.score - a.score)[0];
  return best && best.score >= 3 ? best.language : undefined;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
