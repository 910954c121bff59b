/**
 * One address for the many that lead to one page, so that a notice finds our article. Cautious: two pages that may
 * differ never share a canonical address. The rules, in order:
 *
 * 1. http and https only, scheme written `https`; no user, password, port 80 or 443, or fragment.
 * 2. A page in an AMP cache (Google's, Bing's) is the page it was made of, which its address names.
 * 3. Host in lower case, international names as punycode (both by the URL standard), no final dot; `www.`, `m.` and
 *    `amp.` in front of a registrable-looking rest are dropped, as is `mobile.`.
 * 4. Path: unreserved characters decoded, other escapes in upper case (RFC 3986 6.2.2), repeated slashes joined, no
 *    trailing slash, no `/index.html|htm|php` and no `/amp`, `/amp.html`, `.amp` or `.amp` before `.html` at the end.
 * 5. Query: tracking parameters and AMP switches dropped, the rest sorted by name (values of one name keep their
 *    order). All others stay: `?id=7` may be another article.
 */
const MAX_LENGTH = 8_192;
/** No name in the DNS is longer (RFC 1035, 2.3.4). */
const MAX_HOST_LENGTH = 253;

const VARIANT_HOSTS = ['www.', 'm.', 'amp.', 'mobile.'];

/** Names that only analytics reads, as the common lists have them. Each stands for one system, so none can be a page's own. */
const TRACKING = new RegExp(
  `^(?:${[
    'utm_\\w+|utm\\.\\w+|_ga|_gl|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid|srsltid',
    'fbclid|fb_(?:action_ids|action_types|source|ref)|igshid|igsh|mibextid',
    'msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|epik|rdt_cid|__twitter_impression|ref_src|ref_url|tblci',
    'mc_[ce]id|_hs(?:enc|mi)|__hs(?:tc|sc|fp)|hsctatracking|mkt_tok|vero_(?:id|conv)|oly_(?:anon|enc)_id|_branch_match_id',
    'pk_\\w+|piwik_\\w+|mtm_\\w+|matomo_\\w+|at_(?:medium|campaign\\w*|custom\\d|link\\w*|format|ptr_name|bbc_team)',
    'cmpid|s_cid|icid|ito|xtor|wt_mc|wt\\.mc_\\w+|ns_campaign|ns_mchannel|ns_source|ncid|smid|smtyp|ocid|sr_share|spm',
    'guccounter|guce_referrer(?:_sig)?|taid|traffic_source|wickedid|dicbo|echobox',
  ].join('|')})$`,
  'i',
);
const AMP_SWITCH = /^(?:amp|outputtype)$/i;
const AMP_VALUE = /^(?:|1|true|amp)$/i;

/** The canonical address; undefined if `address` is not an absolute http(s) URL with a host of at most 253 characters. Never throws. */
export function canonicalUrl(address: string): string | undefined {
  if (address.length > MAX_LENGTH) return undefined;
  const url = page(address);
  if (url === undefined) return undefined;
  const port = url.port === '80' || url.port === '443' || url.port === '' ? '' : `:${url.port}`;
  return `https://${canonicalHost(url.hostname)}${port}${canonicalPath(url.pathname)}${canonicalQuery(url.search)}`;
}

/** The host rules alone: what a site's own list of hosts is compared by. */
export function canonicalHost(host: string): string {
  const plain = host.toLowerCase().replace(/\.$/, '');
  const variant = VARIANT_HOSTS.find((prefix) => plain.startsWith(prefix));
  const rest = variant === undefined ? plain : plain.slice(variant.length);
  return rest === plain || !rest.includes('.') ? plain : canonicalHost(rest);
}

/** The canonical host of an address; undefined as for canonicalUrl. */
export function hostOf(address: string): string | undefined {
  const url = page(address);
  return url && canonicalHost(url.hostname);
}

/**
 * Canonical addresses under which the page of one may stand as well, likeliest first: a folder for AMP, mobile or print, a
 * query nobody needs. Guesses, for where an address itself leads to nothing we know.
 */
export function likelyAddresses(canonical: string): readonly string[] {
  const url = parse(canonical);
  if (url === undefined) return [];
  const path = url.pathname
    .replace(/^\/(?:amp|m|mobile|print)(?=\/.)/i, '')
    .replace(/(.)\/(?:print|amphtml|mobile)$/i, '$1');
  const paths = [url.pathname, path].map((each) => `${url.origin}${each}`);
  return [...new Set([`${paths[1]}${url.search}`, ...(path === '/' ? [] : paths)])]
    .flatMap((each) => canonicalUrl(each) ?? [])
    .filter((each) => each !== canonical);
}

/** The page that an address is about: itself, or, in an AMP cache, the one that was cached. */
function page(address: string): URL | undefined {
  let url = parse(address.trim());
  for (;;) {
    const cached = url && cachedAddress(url);
    if (url === undefined || cached === undefined) return url;
    url = parse(cached);
  }
}

/** https://developers.google.com/amp/cache/overview: `/c/s/host/path`, `s` for https; Google's own viewer has `/amp/s/`. */
function cachedAddress({ hostname, pathname, search }: URL): string | undefined {
  const inside = /(?:^|\.)(?:cdn\.ampproject\.org|bing-amp\.com)$/.test(hostname)
    ? /^\/(?:c|v|a|wp)\/(?:s\/)?(.+)$/
    : /^(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}$/.test(hostname)
      ? /^\/amp\/(?:s\/)?(.+)$/
      : undefined;
  const cached = inside?.exec(pathname)?.[1];
  return cached !== undefined && /^[^/]+\.[^/]+/.test(cached) ? `https://${cached}${search}` : undefined;
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
    .replace(/(.)\/amp(?:\.html?)?$/i, '$1')
    .replace(/([^/])\.amp(\.html?)?$/i, '$1$2');
  // One variant may hide another.
  return normal === '' || normal === path ? normal || '/' : canonicalPath(normal);
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
