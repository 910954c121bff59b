import type { CasePolicy, ContentOrigin, Priority, SecondPersonPolicy } from '../case/case';
import type { PublisherId, SiteId } from '../ids';
import type { Grounds } from '../transparency/state-reasons';
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
  /** Other limits than shared/desk/rate-limits.ts for the keys of this site. */
  readonly rateLimits?: { readonly keyPerMinute?: number; readonly sitePerMinute?: number };
  /** Whether the public can be asked if a page is gone, or the CMS's word must do (pages behind a wall). */
  readonly confirmGone?: CasePolicy['confirmGone'];
  /** How long a decision waits before it is carried out, so that it can be taken back. */
  readonly undoMs?: number;
  /** When a second person has to approve a decision. */
  readonly secondPerson?: SecondPersonPolicy;
  /** What decisions on copyright rest on in the European Union; absent where no statement of reasons is owed (Art. 24(5) DSA). */
  readonly statementOfReasons?: Grounds;
  /** Courts, authorities and trusted flaggers (Art. 22 of Regulation (EU) 2022/2065), by what proves who they are. */
  readonly prioritySenders?: readonly {
    readonly priority: Priority;
    readonly name: string;
    /** Of mail that its domain vouches for. */
    readonly domain?: string;
    /** Of an API key. */
    readonly publisherId?: PublisherId;
  }[];
}
