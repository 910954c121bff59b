import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { SECOND } from '../clock/instant';
import type { PageProbe } from '../desk/desk';
import { guardedLookup, isCallable } from './public-address';

const TIMEOUT_MS = 10 * SECOND;

export interface PageProbeOptions {
  /** The local stack's pages are served by its CMS on this machine. Never set where code is deployed. */
  readonly allowLoopback?: boolean;
  readonly timeoutMs?: number;
}

/** Looks at pages of our own sites from outside, at public addresses only; follows nothing and reads no body. */
export function openPageProbe({
  allowLoopback = false,
  timeoutMs = TIMEOUT_MS,
}: PageProbeOptions = {}): PageProbe {
  const lookup = guardedLookup(allowLoopback);

  /** Where the page is asked for: on the local stack its host's name leads nowhere, so its CMS is asked for the path. */
  function target(page: URL, cmsEndpoint: string): URL {
    const cms = URL.parse(cmsEndpoint);
    const isLocal = allowLoopback && cms && isIP(cms.hostname) !== 0;
    return isLocal ? new URL(page.pathname + page.search, cms.origin) : page;
  }

  return {
    async statusOf(url, cmsEndpoint) {
      const page = URL.parse(url);
      if (!page || !/^https?:$/.test(page.protocol)) return undefined;
      const at = target(page, cmsEndpoint);
      const host = at.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) && !isCallable(host, allowLoopback)) return undefined;
      return new Promise((resolve) => {
        const request = (at.protocol === 'https:' ? requestHttps : requestHttp)(
          at,
          {
            headers: { host: page.host, 'user-agent': 'Copydesk', 'cache-control': 'no-cache' },
            lookup,
            agent: false,
            signal: AbortSignal.timeout(timeoutMs),
          },
          (response) => {
            resolve(response.statusCode);
            response.destroy();
          },
        );
        request.on('error', () => resolve(undefined));
        request.end();
      });
    },
  };
}
