import { LANGUAGE_FIELD } from '../pages/document';
import { acceptedLanguage, type Language, languageNamed } from '../pages/language';
import { z } from 'zod';
import type { Call } from './http';

const asked = z.object({ [LANGUAGE_FIELD]: z.string().exactOptional().catch('') });

/** Which language a page is read in: that which its address asks for, the one chosen before, the browser's; else English. */
export const readerLanguage = (call: Call): Language =>
  chosenIn(call) ??
  languageNamed(call.cookie(LANGUAGE_FIELD)) ??
  acceptedLanguage(call.header('accept-language')) ??
  'en';

const chosenIn = (call: Call): Language | undefined => languageNamed(call.query(asked)[LANGUAGE_FIELD]);

/** What has a browser ask for the language that was chosen just now, by a link or by a form's button. */
export function languageCookies(call: Call, publicUrl: string, pressed?: Language): readonly string[] {
  const language = pressed ?? chosenIn(call);
  if (language === undefined) return [];
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return [`${LANGUAGE_FIELD}=${language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`];
}
