import type { OutboxEntry } from '../case/case';
import type { Instant } from '../clock/instant';
import { type ArticleId, type CaseId, parseArticleId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { outboxState } from './read-outbox';

/** One thing that happened to an article or a case, from whichever record it is known. */
export interface Step {
  readonly at: Instant;
  readonly what: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Trace {
  readonly id: ArticleId | CaseId;
  readonly kind: 'article' | 'case';
  /** Articles of a case; cases of an article. */
  readonly related: readonly (ArticleId | CaseId)[];
  readonly steps: readonly Step[];
}

type TraceDesk = Pick<Desk, 'articles' | 'cases' | 'outbox'>;

/** Every step of one article or case, oldest first. @throws Problem `not_found`. */
export async function trace(desk: TraceDesk, id: ArticleId | CaseId): Promise<Trace> {
  const articleId = parseArticleId(id);
  const found = articleId ? await traceArticle(desk, articleId) : await traceCase(desk, id as CaseId);
  const effects = (await desk.outbox.listOf(id)).flatMap(effectSteps);
  return {
    ...found,
    steps: [...found.steps, ...effects].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  };
}

async function traceArticle(desk: TraceDesk, id: ArticleId): Promise<Trace> {
  const row = await desk.articles.get(id);
  if (!row) throw new Problem('not_found', `there is no article ${id}`);
  const [holds, related] = await Promise.all([desk.articles.holds(id), desk.articles.casesOf(id)]);
  const { disposition, matches = [], incomplete } = row;
  const details = {
    matches: matches.map(({ originalId, verdict, ownWords, whoWasFirst, family }) => ({
      originalId,
      verdict,
      ownWords,
      ...(whoWasFirst && { first: whoWasFirst.first }),
      ...(family && { carriedBy: family.count, sites: family.sites.length }),
    })),
    ...(incomplete && { incomplete }),
  };
  return {
    id,
    kind: 'article',
    related,
    steps: [
      ...row.stages.map(({ stage, at, note }) => ({
        at,
        what: stage,
        facts: {
          ...(note !== undefined && { note }),
          ...(stage === 'matched' && details),
          ...(stage === 'disposed' && disposition && { ...disposition }),
        },
      })),
      ...holds.flatMap(({ caseId, itemNo, kind, from, to }) => [
        { at: from, what: 'held', facts: { caseId, itemNo, kind } },
        ...(to === undefined ? [] : [{ at: to, what: 'hold_lifted', facts: { caseId, itemNo, kind } }]),
      ]),
    ],
  };
}

async function traceCase(desk: TraceDesk, id: CaseId): Promise<Trace> {
  const [file, timeline] = await Promise.all([desk.cases.load(id), desk.cases.timeline(id)]);
  if (!file) throw new Problem('not_found', `there is no case ${id}`);
  return {
    id,
    kind: 'case',
    related: [...new Set(file.items.flatMap(({ articleId }) => articleId ?? []))],
    steps: timeline.map(({ at, event, from, to, actor, facts }) => ({
      at,
      what: event,
      facts: { from, to, by: `${actor.role} ${actor.id}`, ...facts },
    })),
  };
}

function effectSteps(entry: OutboxEntry): readonly Step[] {
  const { effect, createdAt, attempts, lastError } = entry;
  const about =
    effect.kind === 'mail'
      ? { to: effect.to, template: effect.template }
      : effect.kind === 'cms'
        ? { type: effect.type }
        : effect.kind === 'match_alert'
          ? { to: effect.publisherId, original: effect.originalId }
          : effect.kind === 'forward'
            ? { to: 'the designated agent' }
            : { severity: effect.severity, subject: effect.subject };
  const ended = entry.deliveredAt ?? entry.cancelledAt ?? entry.failedAt;
  const facts = { id: entry.id, effect: effect.kind, ...about };
  return [
    { at: createdAt, what: 'effect_owed', facts },
    ...(ended === undefined
      ? []
      : [
          {
            at: ended,
            what: `effect_${outboxState(entry)}`,
            facts: { ...facts, attempts, ...(lastError !== undefined && { lastError }) },
          },
        ]),
  ];
}
