/** What a part of a letter is about, told from headings and labels. */
export type Topic = 'work' | 'target' | 'contact' | 'aside' | 'signature';

/** A line of a letter under its topic. `heading`: it announces, the lines after it answer. */
export interface Line {
  readonly text: string;
  readonly topic: Topic | undefined;
  readonly heading: boolean;
  /** The part after the colon of `Label: value`. */
  readonly value: string | undefined;
  readonly label: string | undefined;
}

/** Longer lines are prose: nobody writes a heading of this length. */
const LONGEST_HEADING = 420;

/** First match wins. Wording of the usual forms (statute, large hosts, agencies) in the languages we meet most. */
const TOPICS: readonly (readonly [Topic, RegExp])[] = [
  [
    'aside',
    /infringer['’]?s? contact|fair use|\bguide to\b|\bopen.source licen|best solution|circumvent|ticket number|revised dmca|are you the copyright|nature of your copyright|does your claim involve|counter.?notice|rights? holder/i,
  ],
  [
    'signature',
    /\b(?:electronic|digital|physical|electronically|my)\s+signature|full legal name|type (?:or write )?your (?:full )?name|\bsigned\b|unterschrift|signature [ée]lectronique|firma electr/i,
  ],
  [
    'work',
    /^(?:product|title|headline)s?$|original (?:copyrighted )?(?:work|article|content|material|url|link|source|text|stor|image|photo|publication|version|is available)|cop(?:yrighted|yright protected) works?\b|identif\w+ (?:of )?(?:the |each )?(?:copyrighted )?work|works? (?:that|which|being|in question|claimed|infringed|is|are)|description of .{0,40}work|what work|(?:urls?|links?|address) (?:of|to) (?:the |our |my )?original|authori[sz]ed (?:example|url|cop)|originalwerk|originalartikel|œuvre originale|oeuvre originale|obra original|opera originale|原[作创文]/i,
  ],
  [
    'target',
    /infring|unauthori[sz]ed (?:cop|use|repost|reprint|page|url)|(?:to be |should be |please |must be |kindly )(?:remove|removed|taken? ?down|disable|delete)|taken down|take.?down (?:url|request)|\bforks?\b|stolen|plagiari|copied (?:page|article|content|material|from)|cop(?:y|ies) (?:is|are|appear|can be found)|identif\w+ of (?:the )?material|following (?:urls?|links?|pages?|repositor|address)|rechtsverletz|verletzende|zu (?:entfernen|löschen)|contrefai|contrefaç|infractor|violazione|侵权/i,
  ],
  [
    'contact',
    /contact (?:information|details|me|us)|telephone number|phone number|reach (?:me|us)|(?:physical|postal|mailing) address|kontaktdaten|coordonnées|datos de contacto|联系/i,
  ],
];

const LABEL =
  /^\s*(?:[-*•>#]\s*)*(?:\(?[0-9ivx]{1,4}[.)]\s*)?([\p{L}][\p{L}\p{N} /()'’.&-]{0,60}?)\s*[:：]\s*(.*)$/u;

/** The letter as lines under topics: a heading's topic lasts until the next heading. */
export function passages(letter: string): readonly Line[] {
  let current: Topic | undefined;
  return letter.split('\n').map((raw): Line => {
    const text = plain(raw);
    if (text.length > LONGEST_HEADING)
      return { text, topic: current, heading: false, label: undefined, value: undefined };
    const label = LABEL.exec(text);
    const name = label?.[1]?.trim();
    const value = label?.[2]?.trim();
    const isLabel = name !== undefined && !/^https?$/i.test(name);
    const isHeading = looksLikeHeading(raw, text);
    const topic = topicOf(isLabel ? name : text);
    if (isHeading && topic !== undefined) current = topic;
    else if (isLabel && topic !== undefined && (value === '' || topic === 'work' || topic === 'target'))
      current = topic;
    else if (/^\s*[-=_*]{3,}\s*$/.test(raw)) current = undefined;
    return {
      text,
      topic: topic !== undefined && isLabel ? topic : current,
      heading: isHeading && topic !== undefined && !isProse(raw, text),
      label: isLabel ? name : undefined,
      value: isLabel ? value : undefined,
    };
  });
}

const topicOf = (text: string): Topic | undefined => TOPICS.find(([, words]) => words.test(text))?.[0];

/** Without quotation marks of mail, Markdown emphasis and line-break tags. */
const plain = (line: string): string =>
  line
    .replace(/^(?:>\s?){1,20}/, '')
    .replaceAll('**', '')
    .replace(/^\s*__|__\s*$/g, '')
    .replace(/<br ?\/?>/gi, '')
    .trim();

/** A numbered paragraph sets the topic and already speaks of it. */
const isProse = (raw: string, text: string): boolean =>
  text.length > 60 && !/\*\*|^\s*__/.test(raw) && !/[:：?？]\s*$/.test(text);

/** Bold, numbered, in capitals, or ending like a question or an announcement. */
const looksLikeHeading = (raw: string, text: string): boolean =>
  text !== '' &&
  (/^\s*(?:#{1,6}\s|\*\*|__)/.test(raw) ||
    /[:：?？]\s*$/.test(text) ||
    /^\(?(?:\d{1,2}|[ivx]{1,4})[.)]\s/i.test(text) ||
    (text.length < 120 && text === text.toUpperCase() && /\p{Lu}{4}/u.test(text)));
