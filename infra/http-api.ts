import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi as Api,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { routes, type Route } from '../shared/wire/routes';
import { acknowledge } from './acknowledge';
import type { Alerts } from './alerts';
import type { CopydeskFunction } from './copydesk-function';
import type { Staff } from './staff';

/** No address and no path: a path can hold a complainant's status token. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    routeKey: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    authorizerError: '$context.authorizer.error',
    integrationError: '$context.integrationErrorMessage',
  }),
);

/** The address that publishers, complainants and staff call. It stands before the functions do, so that they can be told its URL. */
export class HttpApi extends Construct {
  /** No trailing slash. */
  readonly url: string;
  private readonly api: Api;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new Api(this, 'Api', { apiName: 'copydesk', createDefaultStage: false });
    this.url = this.api.apiEndpoint;
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // Requests a second. Complainants need no account, so the gateway bounds what anyone can make us do.
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat },
    });
  }

  /** Makes every route of the table. */
  serve(functions: Readonly<Record<Route['function'], CopydeskFunction>>, staff: Staff): void {
    const integrate = (name: Route['function']) =>
      new HttpLambdaIntegration(name, functions[name], { scopePermissionToRoute: false });
    const integrations = { 'intake-api': integrate('intake-api'), 'desk-api': integrate('desk-api') };
    const signedIn = new HttpJwtAuthorizer('Staff', staff.pool.userPoolProviderUrl, {
      jwtAudience: [staff.client.userPoolClientId],
    });
    for (const route of routes) {
      const forStaff = typeof route.auth === 'object' && 'groups' in route.auth;
      const [made] = this.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrations[route.function],
        authorizer: forStaff ? signedIn : new HttpNoneAuthorizer(),
      });
      if (!forStaff) acknowledge(made!, 'APIG4', whyOpen(route));
    }
  }

  alarmOnFailure(alerts: Alerts): void {
    alerts.alarm(this, 'ServerErrors', {
      severity: 'critical',
      runbook: 'the-api-answers-with-errors',
      says: 'Callers were answered with a server error, twice in a row',
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      periods: 2,
    });
  }
}

const whyOpen = ({ auth }: Route): string =>
  auth === 'public'
    ? 'A complainant has no account, and the law asks for none: bounded by the throttle and by what the function accepts.'
    : 'Called with an API key, which the function checks against its hash in constant time.';
