import { canonicalUrl } from '../article/canonical-url';
import { MAX_TARGETS, MAX_WORKS, type Target, type Work } from './notice';
import type { Matter } from './matter';

const LONGEST_LINE = 2_048;
const LONGEST_DESCRIPTION = 10_000;

/**
 * The text format in which senders of many notices list works and copies (Google's for bulk uploads): `# description`
 * lines and `# address of the work`, then the addresses complained of, one a line; the next `#` begins the next work.
 * A line that is no address is kept as a target, to be named as one that leads nowhere. Takes time linear in the text.
 */
export function readBulkText(text: string): Matter {
  const works: Work[] = [];
  const targets: Target[] = [];
  const seen = new Set<string>();
  let listsCopies = true;
  let leftOut = 0;
  for (const raw of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const line = raw.trim().slice(0, LONGEST_LINE);
    if (line === '') continue;
    if (line.startsWith('#')) {
      const said = line.replace(/^#+\s*/, '');
      if (said === '') continue;
      const work = listsCopies ? undefined : works.pop();
      works.push(described(work ?? {}, said));
      listsCopies = false;
      continue;
    }
    listsCopies = true;
    const work = works.length - 1;
    const row = `${work} ${canonicalUrl(line) ?? line}`;
    if (seen.has(row)) continue;
    seen.add(row);
    if (targets.length === MAX_TARGETS || work >= MAX_WORKS) leftOut += 1;
    else targets.push(work < 0 ? { url: line } : { url: line, work });
  }
  return {
    works: works.slice(0, MAX_WORKS),
    targets,
    ...(leftOut > 0 ? { targetsLeftOut: leftOut } : {}),
  };
}

/** The first address is the work's own; whatever else is said describes it. */
function described(work: Work, said: string): Work {
  if (work.originalUrl === undefined && /^https?:\/\//i.test(said) && canonicalUrl(said) !== undefined)
    return { ...work, originalUrl: said };
  const description = work.description === undefined ? said : `${work.description}\n${said}`;
  return { ...work, description: description.slice(0, LONGEST_DESCRIPTION) };
}
