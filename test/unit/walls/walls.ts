/** The walls of the house (docs/architecture.md) as data, and the one function that finds breaches in a file. */

interface Wall {
  readonly name: string;
  /** Paths the wall stands around. */
  readonly rooms: RegExp;
  readonly except?: RegExp;
  /** What must not appear inside, in source freed of comments and strings that are not imports. */
  readonly forbidden: RegExp;
}

const PURE =
  /^shared\/(article|fingerprint|corpus|match|licence|notice|case|clock|statistics|transparency)\//;

const importing = (specifier: string) => `(?:from|import|require\\()\\s*['"](?:${specifier})`;

export const WALLS: readonly Wall[] = [
  { name: 'pure rooms import no Node built-in', rooms: PURE, forbidden: new RegExp(importing('node:')) },
  {
    name: 'pure rooms know no desk verb and no store',
    rooms: PURE,
    forbidden: new RegExp(importing('[./]+/(?:desk|stores|wire)/')),
  },
  { name: 'pure rooms read no environment', rooms: PURE, forbidden: /\bprocess\s*\./ },
  {
    name: 'pure rooms read no clock',
    rooms: PURE,
    forbidden: /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\s*\.|\bset(?:Timeout|Interval)\b/,
  },
  { name: 'pure rooms draw no randomness', rooms: PURE, forbidden: /\bMath\.random\b|\bcrypto\s*\./ },
  {
    name: 'only shared/stores imports an AWS SDK',
    rooms: /^(?:shared|functions)\//,
    except: /^shared\/stores\//,
    forbidden: new RegExp(importing('@aws-sdk/|@smithy/|aws-sdk')),
  },
  {
    name: 'verbs reach stores only through the Desk',
    rooms: /^shared\/desk\//,
    forbidden: new RegExp(importing('[./]+/stores/')),
  },
  {
    name: 'only the fetcher, the look at our own pages and the CMS client speak HTTP, each behind the address guard; and the client of the Transparency Database, where its user says',
    rooms: /^(?:shared|functions)\//,
    // The client of our own API runs in browsers and on command lines.
    except: /^shared\/(?:stores\/(?:web|page-probe|cms-client|transparency-database)|wire\/client)\.ts$/,
    forbidden: new RegExp(
      `${importing('(?:node:)?(?:https?|http2|tls|dgram)[\'"]|undici|axios|got[\'"]')}|\\{[^}]*\\b(?:connect|createConnection|Socket)\\b[^}]*\\}\\s*from\\s*['"](?:node:)?net['"]|\\bfetch\\(`,
    ),
  },
  {
    name: 'only the fetcher goes where a complaint points',
    rooms: /^(?:shared|functions)\//,
    except:
      /^(?:functions\/fetcher|shared\/desk\/(?:fetch-page|fetched-page|look-for-proof|work-fetch|desk)|shared\/stores\/(?:web|open-desk))\.ts$/,
    forbidden: /\bopenWeb\b|\bfetchPage\(|\bdesk\.web\b|openDesk\([^)]*['"]web['"]/,
  },
  {
    name: 'a page is made of its fields alone: no store, environment, clock, randomness or Node built-in',
    rooms: /^pages\//,
    forbidden: new RegExp(
      `${importing('node:|@aws-sdk/|[./]+/(?:shared/stores|functions|infra)/')}|\\bprocess\\s*\\.|\\bDate\\.now\\b|\\bnew Date\\(\\s*\\)|\\bMath\\.random\\b|\\bcrypto\\s*\\.`,
    ),
  },
  {
    name: 'the console runs in a browser: nothing of the server but its types',
    rooms: /^console\//,
    forbidden: new RegExp(
      `${importing('[./]+/(?:shared/stores|local|infra|functions|cli|test|pages)/|node:|@aws-sdk/|zod')}|^import (?!type\\b)[^;]*?from '[./]+/shared/(?:desk/|wire/(?!client'))`,
      'm',
    ),
  },
  {
    name: 'the deployed code knows nothing of the local stack',
    rooms: /^(?:shared|functions|infra|pages)\//,
    forbidden: new RegExp(importing('[./]+/(?:local|cli|test)/')),
  },
];

/** Longest a Lambda entry point may be: parse, log context, one verb. */
export const HANDLER_LINES = 45;

const withoutComments = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"])\/\/.*$/gm, '$1');

/** Names of the walls that this file breaks. */
export function breaches(path: string, source: string): readonly string[] {
  const code = withoutComments(source);
  const broken = WALLS.filter(
    ({ rooms, except, forbidden }) => rooms.test(path) && !except?.test(path) && forbidden.test(code),
  ).map(({ name }) => name);
  if (/^functions\/[^/]+\.ts$/.test(path) && /export const handler\b/.test(code)) {
    const lines = code.split('\n').filter((line) => line.trim() !== '').length;
    if (lines > HANDLER_LINES)
      broken.push(`a handler has at most ${HANDLER_LINES} lines (this one ${lines})`);
  }
  return broken;
}
