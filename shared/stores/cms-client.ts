import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { SECOND, toMs, type Instant } from '../clock/instant';
import type { CmsClient } from '../desk/desk';
import { Problem } from '../problem';
import { guardedLookup, isCallable, refusedAddress } from './public-address';

/** Standard Webhooks asks for payloads below 20 kB: what is larger is fetched by the receiver. */
const BODY_LIMIT_BYTES = 20_000;
const TIMEOUT_MS = 15 * SECOND;

export interface CmsClientOptions {
  readonly now: () => Instant;
  /** The local stack's CMS is on this machine and speaks plain HTTP. Never set where code is deployed. */
  readonly allowLoopback?: boolean;
  readonly timeoutMs?: number;
}

/**
 * Orders to a site's CMS as Standard Webhooks (standardwebhooks.com), over node:https and not fetch, because only
 * there the addresses a name resolves to can be checked and kept. Redirects are not followed: they are answers.
 */
export function openCmsClient({
  now,
  allowLoopback = false,
  timeoutMs = TIMEOUT_MS,
}: CmsClientOptions): CmsClient {
  const lookup = guardedLookup(allowLoopback);

  function refusalOf(endpoint: string): Problem | undefined {
    const url = URL.parse(endpoint);
    if (url?.protocol !== 'https:' && !(allowLoopback && url?.protocol === 'http:'))
      return new Problem('refused', 'the address of a webhook must be an https address');
    if (url.username !== '' || url.password !== '')
      return new Problem(
        'refused',
        'the address of a webhook must hold no user and password: what is sent is signed',
      );
    // A socket looks up names only; an address is connected to as it is.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isOwn = /(?:^|\.)localhost\.?$/.test(host) && !allowLoopback;
    return isOwn || (isIP(host) && !isCallable(host, allowLoopback)) ? refusedAddress(host) : undefined;
  }

  return {
    refusalOf,

    async send({ endpoint, secrets, id, type, at, data }) {
      const refusal = refusalOf(endpoint);
      if (refusal) throw refusal;
      const url = new URL(endpoint);
      const body = JSON.stringify({ type, timestamp: at, data });
      const bytes = Buffer.byteLength(body);
      if (bytes >= BODY_LIMIT_BYTES)
        throw new Problem('invalid', `event ${id} takes ${bytes} bytes; a webhook's body stays below 20 kB`);
      // The time of this attempt, not of the event: receivers refuse what is minutes old, and a retry may be hours late.
      const sentAt = new Date(toMs(now()));
      const headers = {
        'content-type': 'application/json',
        'content-length': bytes,
        'user-agent': 'Copydesk',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / SECOND)),
        'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body)).join(' '),
      };
      return await new Promise((resolve, reject) => {
        const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
          url,
          { method: 'POST', headers, lookup, agent: false, signal: AbortSignal.timeout(timeoutMs) },
          (response) => {
            resolve({ status: response.statusCode ?? 0 });
            // The status is the whole acknowledgement; a body is not waited for.
            response.destroy();
          },
        );
        request.on('error', (error) =>
          reject(
            error instanceof Problem
              ? error
              : new Problem(
                  'unavailable',
                  `the webhook at ${url.host} did not answer (${error.name}); try again`,
                  {
                    cause: error,
                  },
                ),
          ),
        );
        request.end(body);
      });
    },
  };
}
