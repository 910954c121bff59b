import type { lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Instant, SECOND, toMs } from '../clock/instant';
import type { FetchRefusal } from '../case/fetch-refusal';
import type { Web, WebAnswer } from '../desk/fetched-page';
import { isCallable, lookupWhere } from './public-address';

const MAX_REDIRECTS = 5;
/** Of a page, both as it comes and unpacked: no article is larger, and a bomb stops here. */
const MAX_BYTES = 4 << 20;
/** For the whole way, redirects included: a page that drips is left. */
const TIMEOUT_MS = 20 * SECOND;
/** Between two requests to one host by one instance: a complaint about 300 pages must not be an attack on their site. */
const PAUSE_MS = SECOND;
const MAX_HEADER_BYTES = 16_384;
/** A web page is served on these; on others live mail servers, caches and databases that answer to a request line. */
const PORTS = ['', '80', '443', '8080', '8443'];
const READABLE = /^(?:text\/(?:html|plain)|application\/xhtml\+xml)\s*(?:;|$)/i;
const KEPT_HEADERS = ['content-type', 'content-language', 'date', 'last-modified', 'etag', 'age'];

export interface WebOptions {
  readonly now: () => Instant;
  /** The local stack's pages are on this machine, on whatever port. Never set where code is deployed. */
  readonly allowLoopback?: boolean;
  /** Whether a resolved address may be called; public ones only unless said. */
  readonly mayCall?: (address: string) => boolean;
  /** How names are resolved; the system's way unless said. */
  readonly resolve?: typeof lookup;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  readonly pauseMs?: number;
}

/** One step: the page, another address to look at, or why neither. */
type Step = Omit<Extract<WebAnswer, { outcome: 'fetched' }>, 'addresses'> | Refused | Moved;
interface Refused {
  readonly outcome: 'refused';
  readonly why: FetchRefusal;
  readonly status?: number;
}
interface Moved {
  readonly outcome: 'moved';
  readonly status: number;
  readonly to: string;
}

/** A reason to stop reading, thrown only within this file. */
class Refusal extends Error {
  constructor(readonly why: FetchRefusal) {
    super(why);
  }
}

const refused = (why: FetchRefusal, status?: number): Refused => ({
  outcome: 'refused',
  why,
  ...(status !== undefined && { status }),
});

/**
 * Reads public pages that strangers name. Every address on the way is checked before it is connected to, redirects too;
 * a connection goes to the very address that was checked (DNS rebinding). No cookie, no credential, no referrer.
 */
export function openWeb({
  now,
  allowLoopback = false,
  mayCall = (address) => isCallable(address, allowLoopback),
  resolve,
  maxBytes = MAX_BYTES,
  timeoutMs = TIMEOUT_MS,
  pauseMs = PAUSE_MS,
}: WebOptions): Web {
  const lookup = lookupWhere(mayCall, resolve);
  const nextAt = new Map<string, number>();

  /** Takes the host's next turn and waits for it. */
  async function takeTurn(host: string): Promise<void> {
    const at = toMs(now());
    for (const [other, turn] of nextAt) if (turn <= at) nextAt.delete(other);
    const turn = nextAt.get(host) ?? at;
    nextAt.set(host, turn + pauseMs);
    if (turn > at) await sleep(turn - at);
  }

  function refusalOf(url: URL): FetchRefusal | undefined {
    if (!/^https?:$/.test(url.protocol) || url.hostname === '') return 'not_a_web_address';
    // The URL parser has already turned decimal, octal and hexadecimal spellings into the address they mean.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !mayCall(host)) return 'private_address';
    return allowLoopback || PORTS.includes(url.port) ? undefined : 'not_a_web_address';
  }

  async function step(url: URL, signal: AbortSignal): Promise<Step> {
    const why = refusalOf(url);
    if (why) return refused(why);
    await takeTurn(url.host);
    const response = await answerOf(url, signal);
    try {
      return await readAnswer(response, maxBytes);
    } finally {
      response.destroy();
    }
  }

  function answerOf(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((answer, reject) => {
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
        // Spelt out, for from a URL Node would take user and password along.
        {
          protocol: url.protocol,
          hostname: url.hostname.replace(/^\[|\]$/g, ''),
          port: url.port,
          path: url.pathname + url.search,
          headers: {
            'user-agent': 'Copydesk',
            accept: 'text/html, application/xhtml+xml, text/plain;q=0.9',
            'accept-encoding': 'gzip, deflate, br',
          },
          lookup,
          agent: false,
          maxHeaderSize: MAX_HEADER_BYTES,
          signal,
        },
        answer,
      );
      request.on('error', reject);
      request.end();
    });
  }

  return {
    async read(address) {
      const addresses = [address];
      const signal = AbortSignal.timeout(timeoutMs);
      let url = URL.parse(address);
      try {
        while (url) {
          const { outcome, ...rest } = await step(url, signal);
          if (outcome !== 'moved') return { outcome, ...rest, addresses } as WebAnswer;
          const { to, status } = rest as Moved;
          if (addresses.length > MAX_REDIRECTS)
            return { ...refused('too_many_redirects', status), addresses };
          url = URL.parse(to, url.href);
          addresses.push(url?.href ?? to);
        }
        return { ...refused('not_a_web_address'), addresses };
      } catch (error) {
        return { ...refused(whyOf(error, signal)), addresses };
      }
    },
  };
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<Step> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400 && headers.location !== undefined)
    return { outcome: 'moved', status, to: headers.location };
  if (status === 404 || status === 410) return refused('not_found', status);
  if (status !== 200) return refused('refused_by_site', status);
  if (!READABLE.test(headers['content-type'] ?? '')) return refused('not_text', status);
  if (Number(headers['content-length'] ?? 0) > maxBytes) return refused('too_large', status);
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    outcome: 'fetched',
    status,
    headers: Object.fromEntries(kept),
    body: await bodyOf(response, maxBytes),
  };
}

/** Of several encodings on top of each other none is taken: a page has no use for them, a bomb has. */
function unpacked(response: IncomingMessage): AsyncIterable<Buffer> {
  switch ((response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()) {
    case 'identity':
      return response;
    case 'gzip':
    case 'x-gzip':
      return response.pipe(createGunzip());
    case 'deflate':
      return response.pipe(createInflate());
    case 'br':
      return response.pipe(createBrotliDecompress());
    default:
      throw new Refusal('not_text');
  }
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const stream = unpacked(response);
  // A source that breaks off does not end the unpacking after it.
  const broken = new Promise<never>((_, reject) => {
    response.on('error', reject);
    response.on('aborted', () => reject(new Error('broken off')));
  });
  const whole = (async () => {
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new Refusal('too_large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  })();
  return Promise.race([whole, broken]);
}

function whyOf(error: unknown, signal: AbortSignal): FetchRefusal {
  if (error instanceof Refusal) return error.why;
  if (signal.aborted) return 'timed_out';
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (/^(?:ENOTFOUND|EAI_|ENODATA)/.test(code)) return 'no_such_host';
  return (error as Error).name === 'Problem' ? 'private_address' : 'unreachable';
}
