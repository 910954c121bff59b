import { type DemoArticle, copies, copyUrl, originals, originalUrl } from '../local/demo/demo-articles';
import { prepare } from '../shared/article/prepare';
import { align } from '../shared/match/align';
import type { Io } from './io';
import { renderComparison } from './side-by-side';

export const DEMO_COPY = { name: copyUrl(copies.ferry.slug), article: copies.ferry };
export const DEMO_ORIGINAL = { name: originalUrl(originals.ferry.slug), article: originals.ferry };

interface Named {
  readonly name: string;
  readonly article: DemoArticle;
}

/** The first passages of two demo texts side by side; needs no stack. */
export function printComparison(io: Io, copy: Named, original: Named): void {
  const [article, source] = [copy, original].map(({ article: { text } }) => prepare({ text }));
  const alignment = align(article!, source!);
  const shown = { ...alignment, passages: alignment.passages.slice(0, 3) };
  io.stdout.write(`article   ${copy.name}\noriginal  ${original.name}\n\n`);
  io.stdout.write(
    renderComparison(
      { name: copy.name, article: article! },
      { name: original.name, article: source! },
      { originalId: original.name, ...shown },
      { columns: io.columns, isTty: io.isTty, maxRows: 4 },
    ),
  );
  const more = alignment.passages.length - shown.passages.length;
  if (more > 0) io.stdout.write(`(${more} more passages; copydesk compare FILE FILE shows all)\n`);
}
