import type { Instant } from '../clock/instant';
import type { Publisher } from './desk';

export const ALERT_WAYS = ['digest', 'webhook', 'off'] as const;

/** How a publisher wants to hear of published copies of its originals. */
export interface MatchAlerts {
  readonly by: (typeof ALERT_WAYS)[number];
  /** Where the webhook stands; kept while it is not used. */
  readonly endpoint?: string;
  /** Copies that its own licences allow are no news unless it says so. */
  readonly licensedToo?: true;
  /** Of the letters: a tag such as `de`; absent: the site's. */
  readonly language?: string;
  /** When the secret in force was made that signs the webhook's events. */
  readonly secretSince?: Instant;
}

const UNCHOSEN: MatchAlerts = { by: 'digest' };

export const matchAlertsOf = ({ matchAlerts = UNCHOSEN }: Pick<Publisher, 'matchAlerts'>): MatchAlerts =>
  matchAlerts;
