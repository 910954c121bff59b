import type { CasePolicy, ContentOrigin } from '../case/case';
import type { SiteId } from '../ids';
import type { Rung } from './alerting/alert';

/** Per-site settings; parsed by shared/wire/site-settings.ts, set by `copydesk init`, read by the functions. */
export interface SiteSettings {
  readonly siteId: SiteId;
  readonly name: string;
  /** Hosts whose pages are ours, e.g. `www.example.org`. */
  readonly hosts: readonly string[];
  readonly contentOrigin: ContentOrigin;
  readonly cms: { readonly endpoint: string };
  readonly designatedAgent: {
    readonly name: string;
    readonly email: string;
    readonly postalAddress?: string;
    readonly phone?: string;
  };
  /** IANA name; business days are counted there. */
  readonly timeZone: string;
  readonly escalationContacts: readonly { readonly name: string; readonly email: string }[];
  /** Mail addresses by rung of the escalation ladder. */
  readonly ladder?: Readonly<Partial<Record<Rung, readonly string[]>>>;
  /** Pages of this site that may be taken from the public within ten minutes before somebody has to look. */
  readonly removalsPerTenMinutes?: number;
  /** Of mails to whoever has not told us theirs: a tag such as `de`. */
  readonly language?: string;
  /** What happens to an article while matching can't answer: `open` publishes it, `closed` holds it. */
  readonly whenUnavailable: 'open' | 'closed';
  readonly soloOperator: boolean;
  /** Whether the public can be asked if a page is gone, or the CMS's word must do (pages behind a wall). */
  readonly confirmGone?: CasePolicy['confirmGone'];
}
