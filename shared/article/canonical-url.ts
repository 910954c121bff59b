/**
 * One address for the many that lead to one page, so that a notice finds our article. Cautious: two pages that may
 * differ never share a canonical address. The rules, in order:
 *
 * 1. http and https only, scheme written `https`; no user, password, port 80 or 443, or fragment.
 * 2. Host in lower case, international names as punycode (both by the URL standard), no final dot; `www.`, `m.` and
 *    `amp.` in front of a registrable-looking rest are dropped, as is `mobile.`.
 * 3. Path: unreserved characters decoded, other escapes in upper case (RFC 3986 6.2.2), repeated slashes joined, no
 *    trailing slash, no `/index.html|htm|php` and no `/amp` at the end.
 * 4. Query: tracking parameters and AMP switches dropped, the rest sorted by name (values of one name keep their
 *    order). All others stay: `?id=7` may be another article.
 */
const MAX_LENGTH = 8_192;
/** No name in the DNS is longer (RFC 1035, 2.3.4). */
const MAX_HOST_LENGTH = 253;

const VARIANT_HOSTS = ['www.', 'm.', 'amp.', 'mobile.'];

const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|cmpid|ns_campaign|ns_mchannel|ncid|smid|ocid|sr_share|__twitter_impression|at_(?:medium|campaign)|spm|ref_src|ref_url|guccounter|guce_referrer(?:_sig)?)$/i;
const AMP_SWITCH = /^(?:amp|outputtype)$/i;
const AMP_VALUE = /^(?:|1|true|amp)$/i;

/** The canonical address; undefined if `address` is not an absolute http(s) URL with a host of at most 253 characters. Never throws. */
export function canonicalUrl(address: string): string | undefined {
  if (address.length > MAX_LENGTH) return undefined;
  const url = parse(address.trim());
  if (url === undefined) return undefined;
  const port = url.port === '80' || url.port === '443' || url.port === '' ? '' : `:${url.port}`;
  return `https://${canonicalHost(url.hostname)}${port}${canonicalPath(url.pathname)}${canonicalQuery(url.search)}`;
}

/** The host rules alone: what a site's own list of hosts is compared by. */
export function canonicalHost(host: string): string {
  const plain = host.toLowerCase().replace(/\.$/, '');
  const variant = VARIANT_HOSTS.find((prefix) => plain.startsWith(prefix));
  const rest = variant === undefined ? plain : plain.slice(variant.length);
  return rest.includes('.') ? rest : plain;
}

/** The canonical host of an address; undefined as for canonicalUrl. */
export function hostOf(address: string): string | undefined {
  const url = parse(address.trim());
  return url && canonicalHost(url.hostname);
}

function parse(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isPage = /^https?:$/.test(url.protocol) && url.hostname !== '';
  return isPage && url.hostname.length <= MAX_HOST_LENGTH ? url : undefined;
}

function canonicalPath(path: string): string {
  const normal = normalEscapes(path)
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.(?:html?|php)$/i, '/')
    .replace(/\/$/, '')
    .replace(/(.)\/amp$/i, '$1');
  return normal === '' ? '/' : normal;
}

function canonicalQuery(search: string): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name: normalEscapes(name), value: value.join('='), pair: normalEscapes(pair) };
    })
    .filter(({ name, value }) => !TRACKING.test(name) && !(AMP_SWITCH.test(name) && AMP_VALUE.test(value)))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return kept.length === 0 ? '' : `?${kept.map(({ pair }) => pair).join('&')}`;
}

/** Escapes of unreserved characters decoded, all others in upper case. */
const normalEscapes = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-._~]/.test(char) ? char : escape.toUpperCase();
  });
