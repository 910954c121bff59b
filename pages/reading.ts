import { createContext, useContext } from 'react';
import { type Language, WORDS } from './language';
import type { Words } from './words/en';

/** Who reads a page: in which language, and in which time zone instants are told besides UTC. */
export interface Reading {
  readonly language: Language;
  /** IANA name: that of the site complained of; UTC alone where there is none. */
  readonly timeZone?: string;
}

/** The publishers' own pages are in English, and their reader's zone is not known. */
export const Reader = createContext<Reading>({ language: 'en' });
export const useReading = (): Reading => useContext(Reader);
export const useWords = (): Words => WORDS[useReading().language];
