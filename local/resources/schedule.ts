import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { account, region } from '../aws-clients';
import { scheduleExpression } from '../event-sources/schedule-expression';
import { ignored, played } from './played';
import { functionByArn, physicalName } from './world';

const enabled = (state: string | undefined): boolean => state !== 'DISABLED';

const scheduleProperties = z.strictObject({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.enum(['UTC', 'Etc/UTC']).optional(),
  State: z.string().optional(),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  // No retry is played: a run that fails is reported, and the next one comes.
  Target: z.strictObject({
    Arn: z.string(),
    Input: z.string().optional(),
    ...ignored('DeadLetterConfig', 'RetryPolicy', 'RoleArn'),
  }),
  ...ignored('Description', 'GroupName', 'KmsKeyArn'),
});

/** EventBridge Scheduler: the target gets `Input` as it stands, or an empty event. */
export const schedule = played(scheduleProperties, (wanted, resource, world) => {
  const name = wanted.Name ?? physicalName(resource, 64);
  const target = functionByArn(world, wanted.Target.Arn);
  if (enabled(wanted.State))
    world.schedules.push({
      logicalId: resource.logicalId,
      expression: wanted.ScheduleExpression,
      nextDue: scheduleExpression(wanted.ScheduleExpression),
      fire: (at) =>
        target.invoke(
          JSON.parse(
            (wanted.Target.Input ?? '{}')
              .replaceAll('<aws.scheduler.scheduled-time>', new Date(at).toISOString())
              .replaceAll('<aws.scheduler.execution-id>', randomUUID())
              .replaceAll('<aws.scheduler.attempt-number>', '1'),
          ) as unknown,
        ),
    });
  return {
    ref: name,
    attributes: { Arn: `arn:aws:scheduler:${region}:${account}:schedule/default/${name}` },
  };
});

const ruleProperties = z.strictObject({
  Name: z.string().optional(),
  ScheduleExpression: z.string('the local stack plays rules with a schedule'),
  State: z.string().optional(),
  Targets: z.array(
    z.strictObject({
      Arn: z.string(),
      Id: z.string(),
      Input: z.string().optional(),
      ...ignored('DeadLetterConfig', 'RetryPolicy'),
    }),
  ),
  ...ignored('Description', 'Tags'),
});

/** An EventBridge rule on a schedule: its targets get `Input`, or the scheduled event. */
export const rule = played(ruleProperties, (wanted, resource, world) => {
  const name = wanted.Name ?? physicalName(resource, 64);
  const arn = `arn:aws:events:${region}:${account}:rule/${name}`;
  for (const { Arn, Input } of enabled(wanted.State) ? wanted.Targets : []) {
    const target = functionByArn(world, Arn);
    world.schedules.push({
      logicalId: resource.logicalId,
      expression: wanted.ScheduleExpression,
      nextDue: scheduleExpression(wanted.ScheduleExpression),
      fire: (at) =>
        target.invoke(Input === undefined ? scheduledEvent(arn, at) : (JSON.parse(Input) as unknown)),
    });
  }
  return { ref: name, attributes: { Arn: arn } };
});

const scheduledEvent = (ruleArn: string, at: number) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account,
  time: new Date(at).toISOString(),
  region,
  resources: [ruleArn],
  detail: {},
});
