import { z } from 'zod';
import { ignored, played } from './played';
import { physicalName } from './world';

const setProperties = z.strictObject({
  Name: z.string().optional(),
  ...ignored(
    'ReputationOptions',
    'SendingOptions',
    'SuppressionOptions',
    'TrackingOptions',
    'VdmOptions',
    'Tags',
  ),
});

export const configurationSet = played(setProperties, ({ Name }, resource) => ({
  ref: Name ?? physicalName(resource, 64),
  attributes: {},
}));

const destinationProperties = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string().optional(),
    Enabled: z.boolean().default(false),
    MatchingEventTypes: z.array(z.string()),
    SnsDestination: z.strictObject({ TopicARN: z.string() }, 'the local stack plays topics as destinations'),
  }),
});

/** Where SES would tell what becomes of a mail; it happens when somebody says so over the control API. */
export const eventDestination = played(
  destinationProperties,
  ({ ConfigurationSetName, EventDestination }, resource, world) => {
    const { Enabled, MatchingEventTypes, SnsDestination } = EventDestination;
    if (Enabled)
      world.mailEvents.push({
        configurationSet: ConfigurationSetName,
        events: MatchingEventTypes,
        topicArn: SnsDestination.TopicARN,
      });
    return { ref: physicalName(resource, 64), attributes: {} };
  },
);
