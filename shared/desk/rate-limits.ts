import { HOUR, type Instant, instant, MINUTE, SECOND, toMs } from '../clock/instant';
import { rateLimited, rateLimitsUnavailable } from '../events';
import { faultOf } from '../fault';
import type { KeyId, SiteId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';

/** At most `max` requests in each window, counted from the start of the Unix epoch. */
export interface RateLimit {
  readonly max: number;
  readonly windowMs: number;
}

/** How often who may call; a site may set its own for its keys (`rateLimits` in its settings). */
export const RATE_LIMITS = {
  /** Without a key, by source address: sending. */
  stranger: [
    { max: 10, windowMs: MINUTE },
    { max: 30, windowMs: HOUR },
  ],
  /** Without a key, by source address: reading. A status page is opened again and again on the last day. */
  reader: [{ max: 300, windowMs: MINUTE }],
  /** Programs on the same machine: the local stack. No gateway of AWS is ever called by one. */
  neighbour: [{ max: 6_000, windowMs: MINUTE }],
  /** One API key: sending. What comes in larger numbers goes by the submissions queue. */
  key: [{ max: 60, windowMs: MINUTE }],
  /** One API key: reading, which who waits for a verdict does several times a second. */
  keyReader: [{ max: 1_200, windowMs: MINUTE }],
  /** All keys of one site. */
  site: [{ max: 600, windowMs: MINUTE }],
  /** One mailbox that is named as an account's next contact, and one account that names them. */
  mailbox: [{ max: 5, windowMs: HOUR }],
  /** One publisher who is signed in: sending. Opening an account takes a mailbox, so it is more than a stranger's and less than a key's. */
  account: [
    { max: 30, windowMs: MINUTE },
    { max: 300, windowMs: HOUR },
  ],
  /** The same: files of articles, of which each sends up to a thousand messages that the site's own articles wait among. */
  accountImports: [
    { max: 10, windowMs: MINUTE },
    { max: 30, windowMs: HOUR },
  ],
  /** The same: every page. */
  accountReader: [{ max: 300, windowMs: MINUTE }],
  /** One member of staff: a page that keeps itself up to date asks a few times a minute. */
  staff: [{ max: 1_200, windowMs: MINUTE }],
} as const satisfies Record<string, readonly RateLimit[]>;

/** Who calls, as far as the limits care. */
export type Requester =
  | { readonly kind: 'stranger' | 'reader' | 'neighbour'; readonly source: string }
  | { readonly kind: 'key' | 'keyReader'; readonly keyId: KeyId; readonly siteId: SiteId }
  | {
      readonly kind: 'staff' | 'mailbox' | 'account' | 'accountImports' | 'accountReader';
      readonly id: string;
    };

interface Counted {
  readonly who: string;
  readonly limit: RateLimit;
}

/** Narrowest first. */
async function limitsOf(desk: Pick<Desk, 'registry'>, requester: Requester): Promise<readonly Counted[]> {
  switch (requester.kind) {
    case 'stranger':
    case 'reader':
    case 'neighbour': {
      const who = `${requester.kind} ${requester.source}`;
      return RATE_LIMITS[requester.kind].map((limit) => ({ who, limit }));
    }
    case 'staff':
    case 'mailbox':
    case 'account':
    case 'accountImports':
    case 'accountReader': {
      const who = `${requester.kind} ${requester.id}`;
      return RATE_LIMITS[requester.kind].map((limit) => ({ who, limit }));
    }
    case 'keyReader':
      return RATE_LIMITS.keyReader.map((limit) => ({ who: `keyReader ${requester.keyId}`, limit }));
    case 'key': {
      const { keyId, siteId } = requester;
      const own = (await desk.registry.site(siteId))?.rateLimits;
      const [key, site] = [own?.keyPerMinute, own?.sitePerMinute].map((max) =>
        max === undefined ? undefined : [{ max, windowMs: MINUTE }],
      );
      return [
        ...(key ?? RATE_LIMITS.key).map((limit) => ({ who: `key ${keyId}`, limit })),
        ...(site ?? RATE_LIMITS.site).map((limit) => ({ who: `site ${siteId}`, limit })),
      ];
    }
  }
}

/** When the window that `now` lies in ends. */
const windowEnd = ({ windowMs }: RateLimit, now: Instant): Instant =>
  instant((Math.floor(toMs(now) / windowMs) + 1) * windowMs);

/**
 * Counts one request and lets it pass or not. What one limit refused is not counted by the wider ones behind it: a key that
 * hammers must not use up the minute of its whole site. Where the count cannot be kept the request passes: a complaint that the law
 * gives a clock must not be turned away because a counter failed, and the gateway's own throttle still stands.
 * @throws Problem `too_many_requests` with `retryAfterSeconds`.
 */
export async function admit(
  desk: Pick<Desk, 'now' | 'registry' | 'rates'>,
  requester: Requester,
): Promise<void> {
  const now = desk.now();
  let exceeded: RateLimit | undefined;
  try {
    for (const { who, limit } of await limitsOf(desk, requester))
      if ((await desk.rates.count(who, limit.windowMs, windowEnd(limit, now))) > limit.max) {
        exceeded = limit;
        break;
      }
  } catch (error) {
    rateLimitsUnavailable(now, { error: faultOf(error) });
    return;
  }
  if (exceeded === undefined) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((toMs(windowEnd(exceeded, now)) - toMs(now)) / SECOND));
  rateLimited(now, { who: requester.kind });
  throw new Problem('too_many_requests', `too many requests: try again in ${retryAfterSeconds} seconds`, {
    facts: { retryAfterSeconds },
  });
}
