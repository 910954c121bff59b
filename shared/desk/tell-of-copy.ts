import type { Attempt, Effect, OutboxEntry } from '../case/case';
import { between, DAY, HOUR, type Instant, MINUTE, plus } from '../clock/instant';
import { publisherWebhookFailed } from '../events';
import { type ArticleId, parseArticleId } from '../ids';
import { Problem } from '../problem';
import { waitAfter } from './backoff';
import type { Desk, Publisher } from './desk';
import { type FoundCopy, isPublished } from './found-copies';
import { type MatchAlerts, matchAlertsOf } from './match-alert-choice';
import { nextDigest, sendMatchDigest } from './match-digest';
import type { Sent } from './sent';
import { secretsInForce } from './signing-secret';
import { reasonOf } from './work-message';

export type MatchAlert = Extract<Effect, { kind: 'match_alert' }>;

/** It is still to be told, not before an instant. */
export interface ToldLater {
  readonly outcome: 'later';
  readonly at: Instant;
  /** From now on it goes with this digest. */
  readonly digestAt?: Instant;
  /** The publisher's webhook was called and did not take it. */
  readonly tried?: Pick<Attempt, 'status'> & Required<Pick<Attempt, 'error'>>;
}

/** A copy that is held waits for a person; what nobody lets out in this time is told to nobody. */
const WAITS_MS = 30 * DAY;
const LOOK_AGAIN_MS = HOUR;
/** Longer than a deliverer can take, in milliseconds: nothing joins a digest that may be on its way. */
const CLOSES_MS = 10 * MINUTE;

type TellingDesk = Pick<
  Desk,
  'now' | 'ids' | 'articles' | 'registry' | 'matchDigests' | 'mail' | 'mailboxes' | 'sessions' | 'cms'
>;

const cancelled = (reason: string): Sent => ({ outcome: 'cancelled', reason });

/**
 * Tells a publisher of one published copy: at once by its webhook, or by putting it into the next digest, which one of
 * its alerts is then sent as. What a webhook takes at no attempt comes with a digest.
 */
export async function tellOfCopy(
  desk: TellingDesk,
  entry: OutboxEntry,
  effect: MatchAlert,
  publicUrl: string,
): Promise<Sent | ToldLater> {
  const { publisherId, originalId } = effect;
  const articleId = parseArticleId(entry.owner);
  if (!articleId) throw new Problem('corrupt', `alert ${entry.id} belongs to no article`);
  const publisher = await desk.registry.publisher(publisherId);
  const wanted = publisher && matchAlertsOf(publisher);
  if (!wanted || wanted.by === 'off') return cancelled('the publisher wants no alerts');
  if (effect.digestAt !== undefined)
    return withDigest(desk, entry, effect, { articleId, originalId }, publisher, publicUrl);
  const row = await desk.articles.get(articleId);
  const copy = row && (await desk.articles.copyOf(publisherId, row, originalId));
  if (!copy) throw new Problem('corrupt', `alert ${entry.id} is about a copy that was not recorded`);
  const now = desk.now();
  if (!(await isPublished(desk, row)))
    return between(entry.createdAt, now) > WAITS_MS
      ? cancelled('the copy was not published within thirty days')
      : { outcome: 'later', at: plus(now, LOOK_AGAIN_MS) };
  const told = wanted.by === 'webhook' && (await callWebhook(desk, entry, copy, wanted, publicUrl));
  if (told && told.outcome !== 'refused') return told;
  const digestAt = await nextDigest(desk, publisher, effect.siteId, CLOSES_MS);
  return { outcome: 'later', at: now, digestAt, ...(told && { tried: told.tried }) };
}

async function withDigest(
  desk: TellingDesk,
  { owner, id }: OutboxEntry,
  { publisherId, siteId, digestAt = desk.now() }: MatchAlert,
  copy: { readonly articleId: ArticleId; readonly originalId: string },
  publisher: Publisher,
  publicUrl: string,
): Promise<Sent | ToldLater> {
  const now = desk.now();
  const isIn = await desk.matchDigests.has(publisherId, digestAt, copy);
  if (!isIn && plus(now, CLOSES_MS) > digestAt)
    return { outcome: 'later', at: now, digestAt: await nextDigest(desk, publisher, siteId, CLOSES_MS) };
  const sender = await desk.matchDigests.join(publisherId, digestAt, copy, { owner, id });
  if (sender.id !== id) return { outcome: 'delivered' };
  return now < digestAt
    ? { outcome: 'later', at: digestAt }
    : sendMatchDigest(desk, { id, digestAt, siteId }, publisher, publicUrl);
}

/** It will be taken at no attempt. */
interface Refused extends Pick<ToldLater, 'tried'> {
  readonly outcome: 'refused';
}

async function callWebhook(
  desk: TellingDesk,
  { id, attempts, createdAt }: OutboxEntry,
  copy: FoundCopy,
  { endpoint }: MatchAlerts,
  publicUrl: string,
): Promise<Sent | ToldLater | Refused> {
  const { publisherId, ...facts } = copy;
  const secrets = secretsInForce(await desk.registry.alertSecrets(publisherId), desk.now());
  if (endpoint === undefined || secrets.length === 0) return { outcome: 'refused' };
  const data = { ...facts, copies: `${publicUrl}/account/copies` };
  const call = { endpoint, secrets, id, type: 'copy.found', at: createdAt, data };
  const tried: Required<ToldLater>['tried'] = await desk.cms.send(call).then(
    ({ status }) => ({ status, error: `the webhook answered ${status}` }),
    (error: unknown) => ({ error: reasonOf(error) }),
  );
  const { status } = tried;
  if (status !== undefined && status >= 200 && status < 300) return { outcome: 'delivered', status };
  publisherWebhookFailed(desk.now(), { publisherId, id, attempts: attempts + 1, reason: tried.error });
  const wait = status === 410 ? undefined : waitAfter(attempts);
  return wait === undefined
    ? { outcome: 'refused', tried }
    : { outcome: 'later', at: plus(desk.now(), wait), tried };
}
