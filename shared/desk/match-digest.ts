import { hostOf } from '../article/canonical-url';
import { atLocalHour, localDate } from '../clock/business-days';
import { DAY, type Instant, plus } from '../clock/instant';
import { eachInParallel } from '../corpus/each-in-parallel';
import { matchDigestSent } from '../events';
import type { OutboxId, SiteId } from '../ids';
import type { Desk, DigestCopy, Publisher } from './desk';
import { type FoundCopy, isPublished } from './found-copies';
import { letterHtml, letterText } from './mail/letter';
import { matchLetter } from './mail/match-letter';
import { matchAlertsOf } from './match-alert-choice';
import type { Sent } from './sent';
import { makeStopLink } from './stop-letters';

/** Of the morning, where the publisher's site is. */
const HOUR_OF_DIGEST = 6;
/** Copies that are looked up side by side. */
const AT_ONCE = 25;

const siteOf = ({ siteId }: Publisher, copyAt: SiteId): SiteId => siteId ?? copyAt;

/** When the next digest is due that a copy can still join, `closesMs` before. */
export async function nextDigest(
  desk: Pick<Desk, 'now' | 'registry'>,
  publisher: Publisher,
  copyAt: SiteId,
  closesMs: number,
): Promise<Instant> {
  const { timeZone = 'UTC' } = (await desk.registry.site(siteOf(publisher, copyAt))) ?? {};
  const from = plus(desk.now(), closesMs);
  const onDayOf = (at: Instant) => atLocalHour(localDate(at, timeZone), HOUR_OF_DIGEST, timeZone);
  const today = onDayOf(from);
  return today >= from ? today : onDayOf(plus(from, DAY));
}

type DigestDesk = Pick<
  Desk,
  'now' | 'ids' | 'articles' | 'registry' | 'matchDigests' | 'mail' | 'mailboxes' | 'sessions'
>;

/** One letter about every copy in a digest that the public can still read. */
export async function sendMatchDigest(
  desk: DigestDesk,
  digest: { readonly id: OutboxId; readonly digestAt: Instant; readonly siteId: SiteId },
  publisher: Publisher,
  publicUrl: string,
): Promise<Sent> {
  const { id: publisherId, email } = publisher;
  if (email === '') return { outcome: 'cancelled', reason: 'the publisher has no contact' };
  if (await desk.mailboxes.suppression(email))
    return { outcome: 'cancelled', reason: 'an earlier mail to the contact came back' };
  const copies = await stillPublished(
    desk,
    publisher,
    await desk.matchDigests.copiesOf(publisherId, digest.digestAt),
  );
  if (copies.length === 0)
    return { outcome: 'cancelled', reason: 'none of the copies is published any more' };
  const site = await desk.registry.site(siteOf(publisher, digest.siteId));
  const { language, by } = matchAlertsOf(publisher);
  const letter = matchLetter({
    publisher: publisher.name,
    copies,
    languages: [language, site?.language],
    viaWebhook: by === 'webhook',
    copiesUrl: `${publicUrl}/account/copies`,
    choiceUrl: `${publicUrl}/account/alerts`,
  });
  await desk.mail.send({
    to: email,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    reference: `alerts-${publisherId}`,
    dedupeId: digest.id,
    stopUrl: await makeStopLink(desk, publisherId, publicUrl),
  });
  matchDigestSent(desk.now(), { publisherId, id: digest.id, copies: copies.length });
  return { outcome: 'delivered' };
}

/** Newest first. */
async function stillPublished(
  desk: Pick<Desk, 'articles' | 'registry'>,
  { id }: Publisher,
  copies: readonly DigestCopy[],
): Promise<readonly FoundCopy[]> {
  const found: FoundCopy[] = [];
  await eachInParallel(copies, AT_ONCE, async ({ articleId, originalId }) => {
    const row = await desk.articles.get(articleId);
    const copy = row && (await desk.articles.copyOf(id, row, originalId));
    if (!copy || !(await isPublished(desk, row))) return;
    const { url, ...rest } = copy;
    const { hosts = [] } = (await desk.registry.site(row.siteId)) ?? {};
    // A letter of ours carries nobody's link.
    const isOurs = url !== undefined && hosts.includes(hostOf(url) ?? '');
    found.push(isOurs ? copy : rest);
  });
  // Sent again, it is the same letter.
  const place = ({ since, articleId, originalId }: FoundCopy) => `${since} ${articleId} ${originalId}`;
  return found.toSorted((a, b) => (place(a) < place(b) ? 1 : -1));
}
