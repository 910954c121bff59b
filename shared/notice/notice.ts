import type { Instant } from '../clock/instant';

/** The six clauses of 17 U.S.C. 512(c)(3)(A). */
export type Element = 'i' | 'ii' | 'iii' | 'iv' | 'v' | 'vi';

/** How a notice reached us. `misdirected`: mail to an address we publish that is not the designated agent's. */
/** `paper`: by post, by hand or by telephone, entered by staff. */
export type Channel = 'form' | 'api' | 'work_queue' | 'mail' | 'misdirected' | 'paper';

export interface Work {
  readonly title?: string;
  readonly description?: string;
  /** Not required by the statute: unpublished works exist. */
  readonly originalUrl?: string;
  readonly author?: string;
  readonly firstPublished?: string;
  readonly registrationNo?: string;
  /** Pasted or uploaded text of the original, where the sender gave it. */
  readonly text?: string;
}

export interface Target {
  readonly url: string;
  /** Index into `works`; absent = the notice names one work or does not say. */
  readonly work?: number;
  readonly part?: 'whole_text' | 'passage' | 'image' | 'headline';
  readonly quoted?: string;
}

export interface Contact {
  readonly name?: string;
  readonly organisation?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly postalAddress?: string;
}

/** A statement the sender made: the text they saw or wrote, never only a boolean. */
export interface Attestation {
  readonly textId: string;
  readonly text: string;
}

/** More of either in one notice is left out: a case is decided item by item, by people. */
export const MAX_TARGETS = 500;
export const MAX_WORKS = 500;

/** A complaint as it was understood, whatever its channel; the words as sent are kept beside it as `raw`. */
export interface Notice {
  readonly channel: Channel;
  readonly receivedAt: Instant;
  readonly language?: string;
  readonly contact: Contact;
  readonly capacity?: 'owner' | 'agent';
  readonly onBehalfOf?: string;
  readonly works: readonly Work[];
  readonly targets: readonly Target[];
  /** How many more addresses its free text names than one case holds. */
  readonly targetsLeftOut?: number;
  readonly goodFaith?: Attestation;
  readonly authority?: Attestation;
  readonly accuracy?: Attestation;
  readonly signature?: string;
  readonly explanation?: string;
  /** The date the sender wrote: shown, never trusted, never starts a clock. */
  readonly statedDate?: string;
  /** Free text as received (mail body, pasted letter, `complain --text`). */
  readonly raw?: string;
}
