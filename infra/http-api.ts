import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi as Api,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
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
import { countOf } from './event-metric';
import type { CopydeskFunction } from './copydesk-function';
import type { Staff } from './staff';
import type { StaffClient } from './staff-client';

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

/** The routes, each to its function. It stands before the functions do, so that they can be told where they answer. */
export class HttpApi extends Construct {
  /** No trailing slash; the front door passes on to it. */
  readonly url: string;
  /** The part of `url` behind `https://`. */
  readonly host: string;
  private readonly api: Api;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new Api(this, 'Api', { apiName: 'copydesk', createDefaultStage: false });
    this.url = this.api.apiEndpoint;
    this.host = `${this.api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
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
  serve(
    functions: Readonly<Record<Route['function'], CopydeskFunction>>,
    staff: Staff,
    client: StaffClient,
  ): void {
    const integrate = (name: Route['function']) =>
      new HttpLambdaIntegration(name, functions[name], { scopePermissionToRoute: false });
    const integrations = {
      'intake-api': integrate('intake-api'),
      'desk-api': integrate('desk-api'),
      'public-pages': integrate('public-pages'),
      'publisher-pages': integrate('publisher-pages'),
    };
    const signedIn = new HttpJwtAuthorizer('Staff', staff.pool.userPoolProviderUrl, {
      jwtAudience: [client.userPoolClientId],
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
    // Else the gateway answers in words of its own, which are neither problem+json nor a page.
    const nowhere = new HttpRoute(this, 'Nowhere', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations['public-pages'],
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(nowhere, 'APIG4', 'Answers everybody that there is no such address.');
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
    alerts.alarm(this, 'Uncounted', {
      severity: 'warning',
      runbook: 'requests-pass-uncounted',
      says: 'Requests could not be counted, so nobody was held to the limits',
      metric: countOf('RateLimitsUnavailable', Duration.minutes(5)),
      threshold: 1,
    });
  }
}

function whyOpen({ auth }: Route): string {
  if (auth === 'public')
    return 'A complainant has no account, and the law asks for none: bounded by the throttle and by what the function accepts.';
  if (auth === 'session')
    return 'A publisher is known by a cookie, whose hash the function looks up; the gateway knows only tokens of staff.';
  return 'Called with an API key, which the function checks against its hash in constant time.';
}
