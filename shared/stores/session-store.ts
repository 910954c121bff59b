import { type Instant, SECOND, toMs } from '../clock/instant';
import type { LettersStop, MailedLink, SessionStore, SignedIn } from '../desk/desk';
import type { PublisherId } from '../ids';
import { type Condition, FORMAT, type Key, type Row, type Table } from './table';

interface Stored extends SignedIn {
  /** A link was used, a session left. */
  readonly endedAt?: Instant;
}

const ticketKey = (sha256: string): Key => ({ pk: `TICKET#${sha256}`, sk: 'HEAD' });
/** Of the last one that was mailed for a publisher. */
const linkKey = (id: PublisherId): Key => ({ pk: `TICKET#${id}`, sk: 'MAILED' });
/** Of another kind than a ticket, so that it signs nobody in. */
const stopKey = (sha256: string): Key => ({ pk: `TICKET#${sha256}`, sk: 'STOP' });
const sessionKey = (sha256: string): Key => ({ pk: `SESSION#${sha256}`, sk: 'HEAD' });

/** Of all of one publisher: those that would have ended before its instant have. */
const endedKey = (id: PublisherId): Key => ({ pk: `SESSION#${id}`, sk: 'ENDED' });

/** Cleared away some time after they have ended by themselves. */
const rowOf = (key: Key, body: Stored | LettersStop | MailedLink): Row => ({
  ...key,
  format: FORMAT,
  body,
  expiresAt: Math.ceil(toMs(body.until) / SECOND),
});

const unended: Condition = {
  expression: 'attribute_exists(pk) AND attribute_not_exists(#body.#endedAt)',
  names: { '#body': 'body', '#endedAt': 'endedAt' },
};

export function openSessionStore(desk: Table): SessionStore {
  /** The table clears rows away hours late. */
  async function good(key: Key, now: Instant): Promise<SignedIn | undefined> {
    const stored = await desk.get<Stored>(key);
    if (!stored || stored.endedAt !== undefined || stored.until <= now) return undefined;
    const { endedAt: _never, ...stands } = stored;
    return stands;
  }

  async function end(key: Key, now: Instant): Promise<SignedIn | undefined> {
    const stands = await good(key, now);
    return stands && (await desk.put(rowOf(key, { ...stands, endedAt: now }), unended)) ? stands : undefined;
  }

  return {
    async putTicket(sha256, ticket) {
      await desk.put(rowOf(ticketKey(sha256), ticket));
    },
    ticket: (sha256, now) => good(ticketKey(sha256), now),
    useTicket: (sha256, now) => end(ticketKey(sha256), now),
    async noteLink(publisherId, link) {
      await desk.put(rowOf(linkKey(publisherId), link));
    },
    lastLink: (publisherId) => desk.get<MailedLink>(linkKey(publisherId)),
    async putStop(sha256, stop) {
      await desk.put(rowOf(stopKey(sha256), stop));
    },
    stop: (sha256, now) => good(stopKey(sha256), now),
    async begin(sha256, session) {
      await desk.put(rowOf(sessionKey(sha256), session));
    },
    async session(sha256, now) {
      const session = await good(sessionKey(sha256), now);
      const ended = session && (await desk.get<SignedIn>(endedKey(session.publisherId)));
      return ended && session.until < ended.until ? undefined : session;
    },
    async endAll(publisherId, until) {
      await desk.put(rowOf(endedKey(publisherId), { publisherId, until }));
    },
    async end(sha256, now) {
      await end(sessionKey(sha256), now);
    },
  };
}
