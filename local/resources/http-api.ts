import { z } from 'zod';
import { jwtAuthorizer } from '../http-api/jwt-authorizer';
import { executeApiUrl } from '../template/local-urls';
import { ignored, played } from './played';
import { functionByArn, physicalName } from './world';

const apiProperties = z.strictObject({
  ProtocolType: z.literal('HTTP', 'the local stack plays HTTP APIs'),
  CorsConfiguration: z
    .strictObject({
      AllowOrigins: z.array(z.string()).default([]),
      AllowMethods: z.array(z.string()).default([]),
      AllowHeaders: z.array(z.string()).default([]),
      ExposeHeaders: z.array(z.string()).default([]),
      AllowCredentials: z.boolean().default(false),
      MaxAge: z.coerce.number().optional(),
    })
    .optional(),
  ...ignored('Description', 'DisableExecuteApiEndpoint', 'IpAddressType', 'Name', 'Tags'),
});

export const api = played(apiProperties, ({ CorsConfiguration: cors }, resource, world) => {
  const id = physicalName(resource, 63).toLowerCase();
  if (world.apis.size > 0) throw new Error('one HTTP API is played, and there is one already');
  world.apis.set(id, {
    apiId: id,
    routes: [],
    cors: cors && {
      allowOrigins: cors.AllowOrigins,
      allowMethods: cors.AllowMethods,
      allowHeaders: cors.AllowHeaders,
      exposeHeaders: cors.ExposeHeaders,
      allowCredentials: cors.AllowCredentials,
      maxAge: cors.MaxAge,
    },
  });
  world.urls.add(executeApiUrl(id), world.apiUrl);
  return { ref: id, attributes: { ApiEndpoint: world.apiUrl, ApiId: id } };
});

const stageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default', 'the local stack serves the $default stage'),
  AutoDeploy: z.literal(true, 'a stage without AutoDeploy serves no route until it is deployed by hand'),
  // The gateway's throttle protects a shared account; there is one caller here.
  ...ignored('AccessLogSettings', 'DefaultRouteSettings', 'Description', 'Tags'),
});

export const stage = played(stageProperties, ({ StageName }) => ({ ref: StageName, attributes: {} }));

const integrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY', 'the local stack plays functions behind an API'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0', 'the local stack plays payload format 2.0'),
  TimeoutInMillis: z.coerce.number().default(30_000),
  ...ignored('Description', 'IntegrationMethod'),
});

export const integration = played(integrationProperties, (wanted, resource, world) => {
  const id = resource.logicalId;
  world.integrations.set(id, {
    target: functionByArn(world, wanted.IntegrationUri),
    timeoutMs: wanted.TimeoutInMillis,
  });
  return { ref: id, attributes: {} };
});

const authorizerProperties = z.strictObject({
  ApiId: z.string(),
  AuthorizerType: z.literal('JWT', 'the local stack plays JWT authorizers'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.strictObject({ Audience: z.array(z.string()), Issuer: z.string() }),
  ...ignored('Name'),
});

export const authorizer = played(authorizerProperties, ({ JwtConfiguration }, resource, world) => {
  const id = resource.logicalId;
  world.authorizers.set(
    id,
    jwtAuthorizer({
      issuer: JwtConfiguration.Issuer,
      audience: JwtConfiguration.Audience,
      now: world.clock.now,
    }),
  );
  return { ref: id, attributes: { AuthorizerId: id } };
});

const routeProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
  ...ignored('OperationName'),
});

export const route = played(routeProperties, (wanted, resource, world) => {
  const { target, timeoutMs } = found(
    world.integrations,
    wanted.Target.replace('integrations/', ''),
    'integration',
  );
  const checked = wanted.AuthorizationType === 'JWT';
  found(world.apis, wanted.ApiId, 'API').routes.push({
    routeKey: wanted.RouteKey,
    target,
    timeoutMs,
    scopes: wanted.AuthorizationScopes,
    ...(checked ? { authorizer: found(world.authorizers, wanted.AuthorizerId ?? '', 'authorizer') } : {}),
  });
  return { ref: physicalName(resource, 128), attributes: {} };
});

function found<V>(things: ReadonlyMap<string, V>, id: string, what: string): V {
  const thing = things.get(id);
  if (thing === undefined) throw new Error(`there is no ${what} ${id}`);
  return thing;
}
