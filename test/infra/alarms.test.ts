import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../shared/clock/instant';
import * as events from '../../shared/events';
import type { ArticleId, CaseId, OutboxId, PublisherId } from '../../shared/ids';
import { functionsOf, named, resourcesOf, stem, synthesise, text } from './synthesised';

const root = join(__dirname, '../..');
const { services } = synthesise();

interface Alarm {
  readonly name: string;
  readonly severity: string | undefined;
  readonly runbook: string | undefined;
  /** `AWS/SQS ApproximateNumberOfMessagesVisible NoticesDeadLetters`. */
  readonly watches: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const alarms: readonly Alarm[] = resourcesOf(services, 'AWS::CloudWatch::Alarm').map(({ id, properties }) => {
  const { AlarmDescription, Namespace, MetricName, Dimensions = [] } = properties;
  const [, severity, runbook] =
    /^\[(critical|warning)\] .+\. docs\/runbook\.md#([a-z0-9-]+)$/.exec(text(AlarmDescription)) ?? [];
  const of = (Dimensions as { Value: never }[]).map(({ Value }) => named(Value));
  return {
    name: stem(id),
    severity,
    runbook,
    watches: [text(Namespace), text(MetricName), ...of].join(' '),
    properties,
  };
});
const watched = alarms.map(({ watches }) => watches);

/** `## A function fails` is `a-function-fails`, as a page's anchor. */
const sections = new Map(
  readFileSync(join(root, 'docs/runbook.md'), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.toLowerCase().replaceAll(' ', '-'), lines.join('\n')] as const;
    }),
);

/** Headings that running code points people to. */
const namedInCode = ['shared', 'functions']
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(root, room, file),
    ),
  )
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const union = /type CaseRunbook =([^;]+);/.exec(source)?.[1] ?? '';
    return [...source.matchAll(/runbook: '([^']+)'/g), ...union.matchAll(/'([^']+)'/g)].map(
      ([, slug]) => slug!,
    );
  });

describe('alarms', () => {
  it('say how bad it is, and where it is written what to do', () => {
    expect(alarms.length).toBeGreaterThan(20);
    expect(alarms.filter(({ severity, runbook }) => !severity || !runbook)).toEqual([]);
  });

  it('tell the alerts topic when they are raised and when it is over', () => {
    for (const { properties } of alarms)
      for (const actions of [properties['AlarmActions'], properties['OKActions']])
        expect((actions as never[]).map(named)).toEqual(['AlertsTopic']);
  });

  it('watch every work queue: its dead letters, and how long its oldest message waits', () => {
    const queues = resourcesOf(services, 'AWS::SQS::Queue').map(({ id }) => stem(id));
    expect(queues).toHaveLength(8);
    for (const queue of queues)
      expect(watched).toContain(
        queue.endsWith('DeadLetters')
          ? `AWS/SQS ApproximateNumberOfMessagesVisible ${queue}`
          : `AWS/SQS ApproximateAgeOfOldestMessage ${queue}`,
      );
    const deadLetters = alarms.filter(({ watches }) => watches.endsWith('DeadLetters'));
    for (const { properties } of deadLetters)
      expect(properties).toMatchObject({
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        EvaluationPeriods: 1,
      });
  });

  it('watch every function: errors and throttles', () => {
    for (const { id } of functionsOf(services))
      for (const metric of ['Errors', 'Throttles'])
        expect(watched).toContain(`AWS/Lambda ${metric} ${stem(id)}`);
  });

  it('are raised by a clock sweep that is late, and by one that is not heard of', () => {
    const late = alarms.find(({ watches }) => watches === 'Copydesk SweepLate');
    expect(late).toMatchObject({ severity: 'critical', properties: { TreatMissingData: 'breaching' } });
  });

  it('are raised by a case past due', () => {
    const pastDue = alarms.find(({ watches }) => watches === 'Copydesk CasesPastDue');
    expect(pastDue).toMatchObject({ severity: 'critical', properties: { Threshold: 1 } });
  });

  it('are raised when packs pile up or no compaction runs', () => {
    const behind = alarms.find(({ watches }) => watches === 'Copydesk PacksWaiting');
    expect(behind).toMatchObject({
      severity: 'warning',
      properties: { Threshold: 2_000, Period: 900, EvaluationPeriods: 2, TreatMissingData: 'breaching' },
    });
  });

  it('watch only metrics that the events write, without dimensions as they write them', () => {
    const at = '2026-01-02T03:04:05.678Z' as Instant;
    const lines: string[] = [];
    const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const out = jest
      .spyOn(process.stdout, 'write')
      .mockImplementation((line) => lines.push(String(line)) > 0);
    events.sweepFinished(at, { pointers: 0, lateMs: 0, casesPastDue: 0, finished: true });
    events.rateLimitsUnavailable(at, { error: 'Error' });
    events.canaryFlown(at, { tookMs: 9_000 });
    events.corpusCompacted(at, {
      steps: 1,
      collected: 0,
      outcome: 'idle',
      unreadable: 0,
      packsWaiting: 0,
    });
    events.advisoryFollowedUp(at, {
      articleId: 'art_0' as ArticleId,
      copies: 0,
      out: 0,
      held: 0,
      lateMs: 0,
    });
    events.lookUpIncomplete(at, { articleId: 'art_0' as ArticleId, reasons: [] });
    for (const final of [false, true])
      events.effectFailed(at, {
        owner: 'CD-0' as CaseId,
        id: 'msg_0' as OutboxId,
        effect: 'cms',
        attempts: 9,
        final,
        reason: '',
      });
    events.domainContested(at, { publisherId: 'one' as PublisherId, holder: 'two' as PublisherId });
    events.effectHeld(at, { owner: 'CD-0' as CaseId, id: 'msg_0' as OutboxId, effect: 'cms', by: 'pause' });
    log.mockRestore();
    out.mockRestore();
    const written = lines.flatMap((line) => {
      const {
        _aws: { CloudWatchMetrics },
      } = JSON.parse(line);
      return CloudWatchMetrics.flatMap(
        ({
          Namespace,
          Dimensions,
          Metrics,
        }: {
          Namespace: string;
          Dimensions: string[][];
          Metrics: { Name: string }[];
        }) => Dimensions.flatMap((of) => Metrics.map(({ Name }) => [Namespace, Name, ...of].join(' '))),
      );
    });
    const own = watched.filter((metric) => metric.startsWith(events.METRIC_NAMESPACE));
    expect(own.length).toBeGreaterThan(0);
    expect(written).toEqual(expect.arrayContaining(own));
  });
});

describe('docs/runbook.md', () => {
  const wanted = new Set([...alarms.flatMap(({ runbook }) => runbook ?? []), ...namedInCode]);

  it('has a heading for every alarm and every alert, and none for something that cannot happen', () => {
    expect(namedInCode.length).toBeGreaterThan(3);
    expect([...sections.keys()].toSorted()).toEqual([...wanted].toSorted());
  });

  it.each([...sections.keys()])('%s: what it means, what to look at, what to do, when it is over', (slug) => {
    const parts = [...sections.get(slug)!.matchAll(/^\*\*(.+?)\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['What it means.', 'Look first.', 'Do.', 'It is over when']);
  });

  it('names commands that exist', () => {
    const verbs = new Set(
      [...readFileSync(join(root, 'cli/main.ts'), 'utf8').matchAll(/^ {8}name: '([\w-]+)'/gm)].map(
        ([, verb]) => verb,
      ),
    );
    expect(verbs.size).toBeGreaterThan(5);
    const used = [...sections.values()].flatMap((section) =>
      [...section.matchAll(/copydesk ([a-z][a-z-]*)/g)].map(([, verb]) => verb!),
    );
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((verb) => !verbs.has(verb))).toEqual([]);
  });
});
