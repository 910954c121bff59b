import { de } from './words/de';
import { en, type Words } from './words/en';
import { fr } from './words/fr';

/** Each by its own name, as a reader looks for it; the tag is that of the page and of letters. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', fr: 'Français' } as const;
export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as readonly Language[];

export const WORDS: Readonly<Record<Language, Words>> = { en, de, fr };

/** undefined: none that the pages are written in. */
export const languageNamed = (tag: string | undefined): Language | undefined =>
  LANGUAGE_TAGS.find((known) => known === tag);

const MAX_HEADER = 1_000;

/** The first language of ours in an Accept-Language header (RFC 9110, 12.5.4), by weight and then by place. */
export function acceptedLanguage(header: string | undefined): Language | undefined {
  const wanted = (header ?? '')
    .slice(0, MAX_HEADER)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((part) => part.startsWith('q='))?.slice(2);
      return {
        language: languageNamed(tag.split('-')[0]),
        weight: weight === undefined ? 1 : Number(weight),
      };
    })
    .filter(({ weight }) => weight > 0);
  return wanted.toSorted((a, b) => b.weight - a.weight).find(({ language }) => language !== undefined)
    ?.language;
}
