import { z } from 'zod';
import { account, region } from '../aws-clients';
import { signInUrl, userPoolUrl } from '../template/local-urls';
import { ignored, played } from './played';
import { physicalName } from './world';

const poolProperties = z.strictObject({
  ...ignored(
    'AccountRecoverySetting',
    'AdminCreateUserConfig',
    'AliasAttributes',
    'AutoVerifiedAttributes',
    'DeletionProtection',
    'EmailVerificationMessage',
    'EmailVerificationSubject',
    'EnabledMfas',
    'MfaConfiguration',
    'Policies',
    'SmsVerificationMessage',
    'UserPoolAddOns',
    'UserPoolName',
    'UserPoolTags',
    'UserPoolTier',
    'UsernameAttributes',
    'UsernameConfiguration',
    'VerificationMessageTemplate',
  ),
});

/** One local issuer stands for the pool, whatever its rules for passwords: the demo users have none. */
export const userPool = played(poolProperties, (_properties, resource, world) => {
  const id = `${region}_${physicalName(resource, 40)}`;
  world.urls.add(userPoolUrl(id), world.issuerUrl);
  return {
    ref: id,
    attributes: {
      Arn: `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`,
      ProviderName: userPoolUrl(id).replace('https://', ''),
      ProviderURL: world.issuerUrl,
      UserPoolId: id,
    },
  };
});

const unitSeconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
const clientProperties = z.strictObject({
  AllowedOAuthScopes: z.array(z.string()).default(['openid']),
  AllowedOAuthFlows: z.tuple([z.literal('code', 'the local issuer plays the authorization code flow')]),
  CallbackURLs: z.array(z.string()).min(1),
  GenerateSecret: z.literal(false).optional(),
  AccessTokenValidity: z.number().optional(),
  TokenValidityUnits: z
    .object({ AccessToken: z.enum(['seconds', 'minutes', 'hours', 'days']).optional() })
    .optional(),
  ...ignored(
    'AllowedOAuthFlowsUserPoolClient',
    'AuthSessionValidity',
    'ClientName',
    'EnableTokenRevocation',
    'ExplicitAuthFlows',
    'IdTokenValidity',
    'LogoutURLs',
    'PreventUserExistenceErrors',
    'RefreshTokenValidity',
    'SupportedIdentityProviders',
    'UserPoolId',
  ),
});

export const userPoolClient = played(clientProperties, (properties, resource, world) => {
  const clientId = physicalName(resource, 128);
  const unit = unitSeconds[properties.TokenValidityUnits?.AccessToken ?? 'hours'];
  world.issuerClients.push({
    clientId,
    callbackUrls: properties.CallbackURLs,
    scopes: properties.AllowedOAuthScopes,
    accessTokenValidity: (properties.AccessTokenValidity ?? 3600 / unit) * unit,
  });
  return { ref: clientId, attributes: { ClientId: clientId, Name: clientId } };
});

const groupProperties = z.strictObject({
  GroupName: z.string(),
  ...ignored('Description', 'Precedence', 'RoleArn', 'UserPoolId'),
});

export const userPoolGroup = played(groupProperties, ({ GroupName }, _resource, world) => {
  world.groups.add(GroupName);
  return { ref: GroupName, attributes: {} };
});

const domainProperties = z.strictObject({
  Domain: z.string(),
  ...ignored('ManagedLoginVersion', 'UserPoolId'),
});

export const userPoolDomain = played(domainProperties, ({ Domain }, _resource, world) => {
  world.urls.add(signInUrl(Domain), world.issuerUrl);
  return { ref: Domain, attributes: {} };
});
