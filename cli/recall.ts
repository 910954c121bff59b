import { Command } from 'commander';
import type { ArticleAdvisory } from '../shared/wire/article-submission';
import { articleAdvisory } from '../shared/wire/article-submission';
import { type ApiOptions, connect } from './api';
import { withKey } from './api-options';
import { type Io, UsageError } from './io';
import { printJson } from './print';
import { wrongOptions } from './wrong-options';

interface RecallOptions extends ApiOptions {
  readonly article?: string;
  readonly id?: string;
  readonly url?: string;
  readonly reason?: string;
  readonly leaveCopies?: boolean;
  readonly embargo?: string | true;
  readonly json?: boolean;
}

export const recallCommand = (io: Io): Command =>
  withKey(new Command('recall'))
    .description(
      'Withdraw or embargo an article of yours. Its copies wait from then on; of those that are out people hear.',
    )
    .option('--article <id>', 'the article, by its id here')
    .option('--id <id>', 'the article, by your id for it')
    .option('--url <url>', 'the article, by where it stands')
    .option('--reason <words>', 'why it is withdrawn')
    .option('--leave-copies', 'only end its registration')
    .option('--embargo [until]', 'embargo it until an instant, or until further notice; a past one lifts it')
    .action(async (options: RecallOptions) => {
      const body = advisoryOf(options);
      const answer = (await (await connect(io, 'key', options))('adviseArticle', { body })).body;
      if (options.json) return printJson(io, answer);
      const { articleIds } = answer;
      io.stdout.write(
        articleIds.length === 0
          ? 'no article of that name is here yet: it will hold for the one that comes\n'
          : articleIds.map((id) => `${whatHolds(id, options.embargo)}\n`).join(''),
      );
    });

/** True of an embargo that has ended already, too. */
function whatHolds(id: string, embargo: string | true | undefined): string {
  if (embargo === undefined) return `${id} is withdrawn, for good`;
  return embargo === true
    ? `${id} is embargoed until further notice`
    : `the embargo of ${id} ends ${embargo}`;
}

/** @throws UsageError naming what is wrong. */
function advisoryOf({ article, id, url, reason, leaveCopies, embargo }: RecallOptions): ArticleAdvisory {
  if (!article && !id && !url) throw new UsageError('name the article: --article ID, --id ID or --url URL');
  const parsed = articleAdvisory.safeParse({
    kind: embargo ? 'article.embargoed' : 'article.withdrawn',
    ...(article && { articleId: article }),
    ...(id && { externalId: id }),
    ...(url && { url }),
    ...(reason && { reason }),
    ...(leaveCopies && { copies: 'leave' }),
    ...(typeof embargo === 'string' && { until: embargo }),
  });
  if (!parsed.success)
    throw new UsageError(
      wrongOptions(parsed.error, { until: 'embargo', externalId: 'id', articleId: 'article' }),
    );
  return parsed.data;
}
