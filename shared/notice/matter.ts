import { canonicalUrl, hostOf } from '../article/canonical-url';
import { addressesInText } from './addresses-in-text';
import { MAX_TARGETS, MAX_WORKS, type Target, type Work } from './notice';
import type { Line } from './passages';

/** What a letter is about: the works, and the addresses complained of. */
export interface Matter {
  readonly works: readonly Work[];
  readonly targets: readonly Target[];
  readonly targetsLeftOut?: number;
}

interface Address {
  readonly url: string;
  readonly canonical: string;
  readonly ours: boolean;
  readonly topic: Line['topic'];
  /** The line is a row of a list: nothing but the address, or `Label: address`. */
  readonly row: boolean;
  /** The line it stands on and the one before, which may announce it. */
  readonly said: string;
  readonly block: number;
}

/** A work's description and the addresses after it, up to the next work: some letters list pairs. */
interface Block {
  readonly title: string | undefined;
  readonly description: string;
}

const LONGEST_DESCRIPTION = 2_000;

export function matterOf(lines: readonly Line[], isOurHost: (canonicalHost: string) => boolean): Matter {
  const { blocks, addresses } = inBlocks(lines, isOurHost);
  const targets = unique(chooseTargets(addresses));
  const complainedOf = new Set(targets.map(({ canonical }) => canonical));
  const originals = unique(
    chooseOriginals(addresses.filter(({ canonical }) => !complainedOf.has(canonical))),
  );
  const works: Work[] = [];
  const originalsIn = Map.groupBy(originals, ({ block }) => block);
  const firstWork = blocks.map(({ title, description }, block) => {
    const urls = (originalsIn.get(block) ?? []).map(({ url }) => url);
    const said = { ...(title ? { title } : {}), ...(description ? { description } : {}) };
    const before = works.length;
    if (title || description || urls.length > 0)
      works.push({ ...said, ...(urls[0] === undefined ? {} : { originalUrl: urls[0] }) });
    works.push(...urls.slice(1).map((originalUrl) => ({ originalUrl })));
    return works.length > before ? before : undefined;
  });
  if (works.length === 0) {
    const description = ownWork(lines);
    if (description !== undefined) works.push({ description });
  }
  const paired = new Set(targets.map(({ block }) => block)).size > 1;
  const targetsLeftOut = targets.length - MAX_TARGETS;
  return {
    works: works.slice(0, MAX_WORKS),
    targets: targets.slice(0, MAX_TARGETS).map(({ url, block }) => {
      const work = paired ? firstWork[block] : undefined;
      return work === undefined || work >= MAX_WORKS ? { url } : { url, work };
    }),
    ...(targetsLeftOut > 0 ? { targetsLeftOut } : {}),
  };
}

function inBlocks(lines: readonly Line[], isOurHost: (canonicalHost: string) => boolean) {
  const blocks: Block[] = [{ title: undefined, description: '' }];
  const addresses: Address[] = [];
  let hasTargets = false;
  let before = '';
  for (const line of lines) {
    const { text, topic } = line;
    if (topic === 'work' && hasTargets && (line.heading || line.label !== undefined)) {
      blocks.push({ title: undefined, description: '' });
      hasTargets = false;
    }
    const block = blocks.length - 1;
    blocks[block] = described(blocks[block] ?? { title: undefined, description: '' }, line);
    for (const url of addressesInText(text, isOurHost)) {
      const canonical = canonicalUrl(url) ?? url;
      const ours = isOurHost(hostOf(url) ?? '');
      addresses.push({
        url,
        canonical,
        ours,
        topic,
        row: isRow(line, url),
        said: `${before} ${text}`,
        block,
      });
      if (topic === 'target') hasTargets = true;
    }
    if (text !== '') before = text;
  }
  return { blocks, addresses };
}

const TITLE =
  /^(?:original |copyrighted )?(?:work|title|article|headline|book|song|film|name of (?:the )?(?:work|article))s?$/i;

function described(block: Block, { text, topic, heading, label, value }: Line): Block {
  if (topic !== 'work' || text === '') return block;
  if (
    label !== undefined &&
    TITLE.test(label) &&
    value &&
    !/^https?:/i.test(value) &&
    block.title === undefined
  )
    return { ...block, title: value.slice(0, 1_000) };
  const said = label === undefined ? (heading ? '' : text) : (value ?? '');
  if (said === '' || /^https?:\S*$/i.test(said)) return block;
  const description = block.description === '' ? said : `${block.description}\n${said}`;
  return { ...block, description: description.slice(0, LONGEST_DESCRIPTION) };
}

/** Bullets, numbers, a label and brackets aside, nothing but the address. */
function isRow({ text, value, label }: Line, url: string): boolean {
  const said = label !== undefined && value ? value : text;
  return said.length <= url.length + 30 && said.replace(url, '').replace(/https?:\/\//i, '').length <= 12;
}

/**
 * Ours: complained of, unless named as the original or in passing. Elsewhere: only as a row of the list of copies, to be
 * answered with 'not ours'.
 */
function chooseTargets(addresses: readonly Address[]): readonly Address[] {
  const chosen = addresses.filter(({ ours, topic, row }) =>
    topic === 'target' ? ours || row : ours && topic !== 'work' && topic !== 'aside',
  );
  const precise = chosen.filter((address) => address.topic === 'target' || !isHome(address));
  if (precise.length > 0) return precise;
  // Nothing but the site's front page, or only under a heading about the work: better asked about than lost.
  return chosen.length > 0 ? chosen : addresses.filter(({ ours }) => ours);
}

const isHome = ({ canonical }: Address): boolean => /^https:\/\/[^/]+\/$/.test(canonical);

const SPOKEN_OF = /original|source|published|our |my |from|copied|located|found|available|posted/i;
const IN_PASSING = /fair use|guide|polic|lumen|readme/i;

function chooseOriginals(addresses: readonly Address[]): readonly Address[] {
  const named = addresses.filter(({ topic, said }) => topic === 'work' && !IN_PASSING.test(said));
  if (named.length > 0) return named;
  const elsewhere = addresses.filter(
    ({ ours, topic, said }) =>
      !ours &&
      topic !== 'aside' &&
      topic !== 'contact' &&
      topic !== 'signature' &&
      said.length < 4_000 &&
      !IN_PASSING.test(said),
  );
  const spokenOf = elsewhere.filter(({ said }) => SPOKEN_OF.test(said));
  // A letter of a few lines names its article by no more than the address.
  return spokenOf.length > 0 ? spokenOf : elsewhere.filter((address) => !isHome(address));
}

const unique = (addresses: readonly Address[]): readonly Address[] =>
  [...new Map(addresses.toReversed().map((address) => [address.canonical, address])).values()].toReversed();

const OWN_WORK =
  /\b(?:our|my|owns?|client['’]?s?|unser\w*|notre|nos|nuestr\w+)\b.{0,80}\b(?:articles?|stor(?:y|ies)|reports?|works?|photo\w*|images?|code|texts?|books?|titles?|content|software|apps?|applications?|products?|fonts?|songs?|films?|project|material|artikel|texte?|artículos?)\b|\bcopyright(?:s|ed)? (?:owner|holder|works?|material)s? (?:of|in|to|for|licensed)\b|\b(?:exclusive|sole) (?:rights?[\s-]holder|owner)\b|\bbelongs? to\b/i;

/** A letter without headings: the sentences that speak of the sender's own work. */
function ownWork(lines: readonly Line[]): string | undefined {
  const prose = lines
    .filter(({ topic, heading, text }) => topic !== 'aside' && !heading && text.length < 2_000)
    .map(({ text }) => text)
    .join(' ');
  const said = (prose.match(/[^.!?。！？]+[.!?。！？]*/g) ?? [])
    .filter(
      (sentence) =>
        sentence.length < 2_000 && OWN_WORK.test(sentence) && !/perjury|good.faith/i.test(sentence),
    )
    .slice(0, 5)
    .map((sentence) => sentence.trim())
    .join(' ')
    .slice(0, LONGEST_DESCRIPTION);
  return said === '' ? undefined : said;
}
