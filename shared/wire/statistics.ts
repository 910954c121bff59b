import { z } from 'zod';
import { parseDay } from '../clock/day';
import type { rebuildStatistics, Statistics } from '../desk/statistics';
import { WAITED_FOR } from '../statistics/breach-cause';
import { RULINGS } from '../statistics/case-days';
import { FOUND_VERDICTS } from '../statistics/figures';
import { answering } from './answering';
import { caseKind, caseState, clockKind } from './case-answers';
import { caseIdField, instantField, parsed } from './fields';
import { check } from './operation-answers';

const dayField = parsed(parseDay, 'a UTC day, such as 2026-11-22');

/** Query of GET /statistics. */
export const statisticsQuery = z.object({
  from: dayField.exactOptional().meta({ description: 'First day' }),
  to: dayField.exactOptional().meta({ description: 'Last day; today unless given' }),
  days: z
    .string()
    .regex(/^\d{1,3}$/, 'a number of days')
    .transform(Number)
    .refine((days) => days >= 1, 'at least one day')
    .exactOptional()
    .meta({ description: 'How many days to the last, where no first is given; 14 unless said' }),
  by: z
    .enum(['day', 'week'])
    .exactOptional()
    .meta({ description: 'Days unless given; weeks are seven days each and end with the last day' }),
});

const ms = z.number().min(0);
const counted = z.int().min(0);

const figures = z.object({
  received: counted.meta({ description: 'Complaints, by their arrival' }),
  found: counted.meta({ description: 'Cases that the desk opened by itself: articles held, copies found' }),
  decided: z.record(z.enum(RULINGS), counted),
  breaches: z.array(z.object({ clock: clockKind, waitedFor: z.enum(WAITED_FOR), count: counted })).meta({
    description: 'Promises broken, by what the case waited for at the instant at which its time ran out',
  }),
  unheardMs: ms.meta({
    description: 'Milliseconds for which a clock stood still though a mail on the case had come',
  }),
  medianDecisionMs: ms.exactOptional().meta({ description: 'From arrival to decision, pauses included' }),
  medianGoneMs: ms.exactOptional().meta({ description: 'From arrival to the page seen changed' }),
  articlesChecked: counted,
  matches: z.record(z.enum(FOUND_VERDICTS), counted),
  delivered: counted.meta({ description: 'Orders that a CMS took' }),
  failedAttempts: counted,
  mails: z
    .object({ sent: counted, failedAttempts: counted, returned: counted })
    .meta({ description: 'Letters to the parties; returned on the day on which they came back' }),
});

/** Answer of GET /statistics. */
export const statisticsAnswer = answering<Statistics>()(
  z.object({
    at: instantField,
    from: dayField,
    to: dayField,
    days: z.array(
      figures.extend({
        day: dayField,
        through: dayField.exactOptional().meta({ description: 'The last of several days' }),
        andMore: z.boolean(),
      }),
    ),
    total: figures,
    broken: z
      .array(
        z.object({ day: dayField, caseId: caseIdField, clock: clockKind, waitedFor: z.enum(WAITED_FOR) }),
      )
      .meta({ description: 'Which promises were broken; the newest first, a hundred at most' }),
    unheard: z.array(z.object({ day: dayField, caseId: caseIdField, ms })).meta({
      description: 'Which clocks stood still after a mail had come; the newest first, a hundred at most',
    }),
    open: z.object({
      at: instantField.meta({ description: 'When they were counted, a minute ago at most' }),
      counted,
      andMore: z.boolean().meta({ description: 'More are open than were counted' }),
      overdue: counted,
      claimed: counted,
      paused: counted.meta({ description: 'Their clock stands still until somebody answers' }),
      notDue: counted.meta({ description: 'Their clock stands still, or none runs' }),
      nextDueAt: instantField.exactOptional(),
      dueByHour: z.array(counted).meta({ description: 'The first is due within the hour' }),
      dueLater: counted,
      byAge: z.array(
        z.object({ fromHours: z.number(), toHours: z.number().exactOptional(), count: counted }),
      ),
      byKind: z.array(z.object({ kind: caseKind, count: counted })),
      byState: z.array(z.object({ state: caseState, count: counted })),
    }),
    health: z.array(check),
  }),
);

/** Answer of POST /statistics/rebuild. */
export const rebuiltStatistics = answering<Awaited<ReturnType<typeof rebuildStatistics>>>()(
  z.object({
    records: z.int(),
    mended: z.int().meta({ description: 'Figures of days that were not as the records make them' }),
    cursor: z.string().exactOptional().meta({ description: 'Where the next part begins; absent at the end' }),
  }),
);
