import { type Instant, MINUTE, plus } from '../clock/instant';
import type { ArticleId, CaseId, PublisherId, SiteId } from '../ids';
import type { Facts } from '../match/match';
import type { StoryMatch } from '../match/story-match';
import type { Advisories, Embargo } from './advisory';

/** What has happened to an article. `advised`: its source said something of it; `followed_up`: its copies were looked for then. */
export type ArticleStage =
  'accepted' | 'registered' | 'matched' | 'disposed' | 'failed' | 'advised' | 'followed_up';

export type DispositionKind = 'publish' | 'label' | 'hold';

export interface Disposition {
  readonly kind: DispositionKind;
  readonly reasons: readonly string[];
  readonly policyVersion: string;
  readonly caseId?: CaseId;
  /** Nothing but an embargo holds it: it is judged anew at its end. */
  readonly embargo?: Pick<Embargo, 'until'>;
}

/** An article as submitted, original or copy: its row in the desk table. The text is in the records bucket. */
export interface ArticleRow {
  readonly id: ArticleId;
  readonly siteId: SiteId;
  /** A registered original of a publisher, as against an article submitted for checking. */
  readonly original: boolean;
  /** Publisher or feed that sent it. */
  readonly submitter: string;
  readonly publisherId?: PublisherId;
  readonly url?: string;
  readonly canonicalUrl?: string;
  readonly externalId?: string;
  readonly title?: string;
  readonly publishedAt?: Instant;
  /** Staff who edited it: they do not decide on it. */
  readonly editedBy?: readonly string[];
  readonly acceptedAt: Instant;
  readonly contentSha256: string;
  /** Key of the submitted body in the records bucket, and what it is. */
  readonly bodyKey: string;
  readonly bodyType: 'text' | 'html';
  readonly version: number;
  readonly stages: readonly { readonly stage: ArticleStage; readonly at: Instant; readonly note?: string }[];
  readonly facts?: Facts;
  /** ISCC Text-Code (ISO 24138) of the text: an id to exchange with others. */
  readonly iscc?: string;
  /** One for each story, most copied first. */
  readonly matches?: readonly StoryMatch[];
  /** Why the look-up could not see everything: never silently 'no copy'. */
  readonly incomplete?: readonly string[];
  readonly disposition?: Disposition;
  /** The article whose text this one replaces, where its source said so. */
  readonly corrects?: ArticleId;
  readonly advisories?: Advisories;
  /** An advisory came, and its copies have not been looked for since. */
  readonly followUpOwed?: true;
  /** How often a worker has taken it up by itself, after a batch with it failed, and not come back. */
  readonly attempts?: number;
  /** Absent when a worker owes it nothing; until then the sweep sends it to the worker again after this instant. */
  readonly retryAt?: Instant;
}

/** A row that no worker has finished after this long is sent to the worker again. */
export const RETRY_AFTER_MS = 5 * MINUTE;

/** When the sweep is to send it to a worker: its work is not done, or an embargo ends. */
export function articleDueAt({ retryAt, disposition }: ArticleRow): Instant | undefined {
  const endsAt = disposition?.embargo?.until;
  if (retryAt === undefined || endsAt === undefined) return retryAt ?? endsAt;
  // Sent after the embargo's end: that was for it, too.
  const sentAt = plus(retryAt, -RETRY_AFTER_MS);
  return sentAt >= endsAt || retryAt < endsAt ? retryAt : endsAt;
}
