import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal, type Conditions } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Setting } from '../shared/config';
import { acknowledgeWildcard } from './acknowledge';
import type { Alerts } from './alerts';
import { bundling } from './bundling';

export interface CopydeskFunctionProps {
  /** `functions/<entry>.ts`. */
  readonly entry: string;
  readonly description: string;
  readonly timeout: Duration;
  /** MB; one full virtual processor comes with 1,769. */
  readonly memorySize: number;
}

const root = join(__dirname, '..');

/**
 * One Lambda function, able to write its own log and nothing else until a collaborator lets it.
 * No reserved concurrency: a young account's quota of 10 cannot be split, and every protocol here stands being run twice.
 */
export class CopydeskFunction extends NodejsFunction {
  /** `functions/<entry>.ts`. */
  readonly entry: string;
  private readonly ownRole: Role;

  constructor(scope: Construct, id: string, props: CopydeskFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of our own: the managed policy that CDK would attach may write every log of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      entry: join(root, 'functions', `${props.entry}.ts`),
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      handler: 'handler',
      description: props.description,
      timeout: props.timeout,
      memorySize: props.memorySize,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      bundling,
      awsSdkConnectionReuse: false,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
      logGroup,
      // Our lines are JSON already; in the other format Lambda wraps them, and CloudWatch finds no metrics in them.
      loggingFormat: LoggingFormat.TEXT,
      role,
    });
    this.ownRole = role;
    this.entry = props.entry;
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
  }

  /** A setting that shared/config.ts knows. */
  tell(name: Setting, value: string): void {
    this.addEnvironment(name, value);
  }

  allow(actions: readonly string[], resources: readonly string[], conditions?: Conditions): void {
    this.addToRolePolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions ? { conditions } : {}),
      }),
    );
  }

  /** @param arn ends in `*`; `reason` says why nothing narrower can be named. */
  allowAll(actions: readonly string[], arn: string, reason: string): void {
    this.allow(actions, [arn]);
    acknowledgeWildcard(this.ownRole, arn, reason);
  }

  alarmOnFailure(alerts: Alerts): void {
    const period = Duration.minutes(5);
    alerts.alarm(this, 'Errors', {
      severity: 'warning',
      runbook: 'a-function-fails',
      says: `${this.entry} ended with an error or ran out of time`,
      metric: this.metricErrors({ period }),
      threshold: 1,
    });
    alerts.alarm(this, 'Throttles', {
      severity: 'warning',
      runbook: 'a-function-is-throttled',
      says: `${this.entry} was refused a place to run`,
      metric: this.metricThrottles({ period }),
      threshold: 1,
    });
  }
}
