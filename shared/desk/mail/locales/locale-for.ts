import { de } from './de';
import { en, type Locale } from './en';
import { fr } from './fr';

export const LOCALES: readonly Locale[] = [en, de, fr];

/** The first of the reader's languages that the letters are written in (by its main part: `de` for `de-AT`), else English. */
export const localeFor = (...tags: readonly (string | undefined)[]): Locale => {
  for (const tag of tags) {
    const language = tag?.toLowerCase().split('-')[0];
    const locale = LOCALES.find((known) => known.language === language);
    if (locale) return locale;
  }
  return en;
};
