import { basename, extname } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { type ApiOptions, type CallApi, connect } from './api';
import { withKey } from './api-options';
import type { ArticleView } from '../shared/desk/read-article';
import { describeArticle } from './article-answer';
import { type Io, UsageError } from './io';
import { readTextFile } from './json-file';
import { printJson } from './print';

interface SubmitOptions extends ApiOptions {
  readonly url?: string;
  readonly title?: string;
  readonly id?: string;
  readonly publishedAt?: string;
  readonly wait: boolean;
  readonly json?: boolean;
}

type Body = Readonly<Record<string, unknown>>;

const submissionLine = z.looseObject({ id: z.union([z.string(), z.number()]).optional() });

/** One submission for a text or HTML file, one for each line of a .jsonl file. */
function submissionsOf(io: Io, file: string, options: SubmitOptions): readonly Body[] {
  const content = readTextFile(io, file);
  const given = {
    ...(options.url && { url: options.url }),
    ...(options.title && { title: options.title }),
    ...(options.publishedAt && { publishedAt: options.publishedAt }),
  };
  switch (extname(file)) {
    case '.jsonl':
      return content
        .split('\n')
        .map((line, index) => ({ line: line.trim(), where: `${file}:${index + 1}` }))
        .filter(({ line }) => line !== '')
        .map(({ line, where }) => {
          try {
            const { id, publisher: _, ...rest } = submissionLine.parse(JSON.parse(line));
            return { ...(id !== undefined && { externalId: String(id) }), ...rest };
          } catch (error) {
            throw new UsageError(
              `${where}: ${error instanceof z.ZodError ? z.prettifyError(error) : 'is not JSON'}`,
            );
          }
        });
    case '.html':
    case '.htm':
      return [{ externalId: options.id ?? basename(file), html: content, ...given }];
    default:
      return [{ externalId: options.id ?? basename(file), text: content, ...given }];
  }
}

/** Polls until nothing more will happen to the article by itself, at most `seconds`. */
async function awaitDisposition(api: CallApi, articleId: string, seconds = 60): Promise<ArticleView> {
  const until = Date.now() + seconds * 1_000;
  for (;;) {
    const article = (await api('readArticle', { params: { articleId } })).body;
    if (article.finished || Date.now() > until) return article;
    await new Promise((resume) => setTimeout(resume, 250));
  }
}

const sending = (io: Io, name: 'submit' | 'register', summary: string) =>
  withKey(new Command(name))
    .description(summary)
    .argument(
      '<file...>',
      'text, .html, or .jsonl with one article a line ({"id","text"|"html","title"?,"url"?,…})',
    )
    .option('--url <url>', 'where the article stands')
    .option('--title <title>', 'its headline')
    .option('--id <id>', 'your id for it (default: the file name)')
    .option('--published-at <instant>', 'ISO 8601 date-time with an offset')
    .option('--no-wait', 'do not wait for the verdict')
    .action(async (files: readonly string[], options: SubmitOptions) => {
      const api = await connect(io, 'key', options);
      const bodies = files.flatMap((file) => submissionsOf(io, file, options));
      const route = name === 'submit' ? 'submitArticle' : 'registerOriginal';
      const ids: string[] = [];
      for (const [index, body] of bodies.entries()) {
        const { articleId } = (await api(route, { body })).body;
        ids.push(articleId);
        if (bodies.length > 1 && io.stderrIsTty) io.stderr.write(`\rsent ${index + 1} of ${bodies.length}`);
      }
      if (bodies.length > 1 && io.stderrIsTty) io.stderr.write('\n');
      const articles = options.wait
        ? await Promise.all(ids.map((id) => awaitDisposition(api, id)))
        : undefined;
      if (options.json) printJson(io, articles ?? ids.map((articleId) => ({ articleId })));
      else if (articles) for (const article of articles) io.stdout.write(`${describeArticle(article)}\n`);
      else
        for (const id of ids)
          io.stdout.write(`${id} accepted; copydesk article ${id} shows what becomes of it\n`);
    });

export const submitCommand = (io: Io): Command => sending(io, 'submit', 'Send articles to be checked.');
export const registerCommand = (io: Io): Command => sending(io, 'register', 'Register originals of yours.');

export const articleCommand = (io: Io): Command =>
  withKey(new Command('article'))
    .description('What became of an article of yours: its matches with their passages, and its verdict.')
    .argument('<id>', 'article id, as submit and register print it')
    .action(async (articleId: string, options: ApiOptions & { readonly json?: boolean }) => {
      const api = await connect(io, 'key', options);
      const { body } = await api('readArticle', { params: { articleId } });
      if (options.json) printJson(io, body);
      else io.stdout.write(`${describeArticle(body)}\n`);
    });
