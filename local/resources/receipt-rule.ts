import { z } from 'zod';
import { ignored, played } from './played';
import { physicalName } from './world';

const ruleSetProperties = z.strictObject({ RuleSetName: z.string().optional() });

export const receiptRuleSet = played(ruleSetProperties, ({ RuleSetName }, resource) => ({
  ref: RuleSetName ?? physicalName(resource, 64),
  attributes: {},
}));

const s3Action = z.strictObject({
  BucketName: z.string(),
  ObjectKeyPrefix: z.string().default(''),
  TopicArn: z.string().optional(),
  ...ignored('IamRoleArn'),
});

const ruleProperties = z.strictObject({
  RuleSetName: z.string(),
  After: z.string().optional(),
  Rule: z.strictObject({
    Name: z.string().optional(),
    Enabled: z.boolean().default(false),
    Recipients: z.array(z.string()).default([]),
    Actions: z.array(z.strictObject({ S3Action: s3Action }, 'the local stack plays the S3 action')),
    ...ignored('ScanEnabled', 'TlsPolicy'),
  }),
});

export const receiptRule = played(ruleProperties, ({ Rule }, resource, world) => {
  const name = Rule.Name ?? physicalName(resource, 64);
  if (Rule.Enabled)
    world.receiptRules.push({
      name,
      recipients: Rule.Recipients,
      actions: Rule.Actions.map(({ S3Action }) => ({
        bucket: S3Action.BucketName,
        keyPrefix: S3Action.ObjectKeyPrefix,
        topicArn: S3Action.TopicArn,
      })),
    });
  return { ref: name, attributes: {} };
});
