import { createHash } from 'node:crypto';
import { awsClients, type AwsClients, type ServiceEndpoints } from '../aws-clients';
import type { MovableClock } from '../clock/movable-clock';
import type { QueuePollerOptions } from '../event-sources/queue-poller';
import type { Schedule } from '../event-sources/scheduler';
import type { Behavior, ResponseHeaders } from '../distribution/distribution';
import type { EdgeFunction } from '../distribution/edge-function';
import type { HttpApi } from '../http-api/http-api';
import type { JwtAuthorizer } from '../http-api/jwt-authorizer';
import type { IssuerClient } from '../issuer/issuer';
import type { LocalFunction } from '../lambda/local-function';
import type { MailSubscription } from '../mail/topic-mail';
import type { ReceiptRule } from '../mail/receive-mail';
import type { MailEventDestination } from '../mail/return-mail';
import { localUrls, type LocalUrls } from '../template/local-urls';

/** What a played stack consists of: filled while resources are played in order, run afterwards. */
export interface World {
  readonly clients: AwsClients;
  readonly endpoints: ServiceEndpoints;
  /** Where functions ask for names. */
  readonly nameServer: string;
  readonly clock: MovableClock;
  readonly urls: LocalUrls;
  readonly assemblyDir: string;
  readonly logsDir: string;
  readonly apiUrl: string;
  readonly issuerUrl: string;
  readonly log: (line: string) => void;

  readonly buckets: Map<string, string>;
  readonly queues: Map<string, string>;
  readonly tables: Map<string, string>;
  /** By ARN. */
  readonly functions: Map<string, LocalFunction>;
  readonly eventSources: Omit<QueuePollerOptions, 'deliver'>[];
  readonly schedules: Schedule[];
  readonly apis: Map<string, HttpApi>;
  /** Without behaviors there is none, and the API answers alone. */
  readonly distribution: { readonly behaviors: Behavior[] };
  /** By ARN. */
  readonly edgeFunctions: Map<string, EdgeFunction>;
  /** By id of their policy. */
  readonly responseHeaders: Map<string, ResponseHeaders>;
  readonly integrations: Map<string, { readonly target: LocalFunction; readonly timeoutMs: number }>;
  readonly authorizers: Map<string, JwtAuthorizer>;
  readonly receiptRules: ReceiptRule[];
  readonly mailEvents: MailEventDestination[];
  /** The display name by ARN: who mails of a topic are from. */
  readonly topicSenders: Map<string, string>;
  readonly mailSubscriptions: MailSubscription[];
  readonly issuerClients: IssuerClient[];
  readonly groups: Set<string>;
}

/** What is known before the first resource is played. */
type Ground = Pick<
  World,
  'endpoints' | 'nameServer' | 'clock' | 'assemblyDir' | 'logsDir' | 'apiUrl' | 'issuerUrl' | 'log'
>;

export const emptyWorld = (ground: Ground): World => ({
  ...ground,
  clients: awsClients(ground.endpoints),
  urls: localUrls(),
  buckets: new Map(),
  queues: new Map(),
  tables: new Map(),
  functions: new Map(),
  eventSources: [],
  schedules: [],
  apis: new Map(),
  distribution: { behaviors: [] },
  edgeFunctions: new Map(),
  responseHeaders: new Map(),
  integrations: new Map(),
  authorizers: new Map(),
  receiptRules: [],
  mailEvents: [],
  topicSenders: new Map(),
  mailSubscriptions: [],
  issuerClients: [],
  groups: new Set(),
});

/**
 * A physical name such as CloudFormation makes up, but the same at every start, so that a restart finds what it left.
 * @param maxLength in characters; a longer name is cut and told apart by a hash.
 */
export function physicalName(
  { stack, logicalId }: { stack: string; logicalId: string },
  maxLength: number,
): string {
  const name = `${stack}-${logicalId}`;
  if (name.length <= maxLength) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, maxLength - 9)}-${hash}`;
}

/** @throws Error when nothing with that ARN is played. */
export function functionByArn(world: World, arn: string): LocalFunction {
  // A version or alias, or an integration's URI around it, still means the one function there is.
  const found = [...world.functions.values()].find(
    (fn) => arn === fn.arn || arn.includes(`${fn.arn}/`) || arn.startsWith(`${fn.arn}:`),
  );
  if (found === undefined) throw new Error(`${arn} is no function of this template`);
  return found;
}
