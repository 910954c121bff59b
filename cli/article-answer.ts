import type { ArticleView } from '../shared/desk/read-article';
import { describeFamily } from './case-text';
import { describeFirst } from './first-text';
import { plural, printable } from './printable';

/** An article's fate in a few lines. */
export function describeArticle(article: ArticleView): string {
  const { articleId, title, url, disposition, matches, incomplete, original } = article;
  const name = title ?? url ?? article.externalId ?? '';
  const fate = original
    ? 'registered'
    : (disposition?.kind ?? `${article.stages.at(-1)?.stage ?? 'accepted'}, not finished yet`);
  const lines = [`${articleId}  ${fate}  ${printable(name)}`];
  for (const reason of disposition?.reasons ?? []) lines.push(`  because ${reason}`);
  for (const match of matches.slice(0, 3)) {
    lines.push(
      `  ${match.verdict} of ${match.originalId}: ${match.ownWords} own and ${match.quotedWords} quoted words in ${plural(match.passages.length, 'passage')}`,
    );
    if (match.family) lines.push(`    its story: ${describeFamily(match.family)}`);
    if (match.whoWasFirst) lines.push(...describeFirst(match.whoWasFirst).map((line) => `    ${line}`));
  }
  if (matches.length > 3) lines.push(`  and ${matches.length - 3} more; --json shows all`);
  for (const reason of incomplete ?? []) lines.push(`  the look-up was incomplete: ${reason}`);
  if (article.iscc !== undefined) lines.push(`  ${article.iscc}`);
  if (disposition?.caseId) lines.push(`  case ${disposition.caseId}`);
  return lines.join('\n');
}
