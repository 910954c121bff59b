import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { StaffGroup } from '../shared/wire/routes';
import type { CopydeskFunction } from './copydesk-function';

/** What each group is for, as the console shows it. */
const groups: Record<StaffGroup, string> = {
  reviewer: 'Takes cases from the review queue and decides them',
  legal: 'Takes escalated cases, counter-notices and court holds',
  manager: 'Watches the clock, dead letters and exports',
  admin: 'Sets up sites, publishers and API keys',
  auditor: 'Reads everything, changes nothing',
};

/** Where the command line waits for the browser to come back from signing in. */
export const signInCallback = 'http://localhost:8976/callback';

/** The people who work here, and how they sign in: code flow with PKCE, no client secret, a second factor always. */
export class Staff extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      // Billed by active user; staff are tens of people.
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [name, description] of Object.entries(groups))
      new CfnUserPoolGroup(this, `${name}Group`, {
        userPoolId: this.pool.userPoolId,
        groupName: name,
        description,
      });
    this.client = this.pool.addClient('Client', {
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL],
        callbackUrls: [signInCallback],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
    });
    // Unique in the whole region of AWS; the account number makes it so.
    this.domain = this.pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: `copydesk-${Aws.ACCOUNT_ID}` },
    });
  }

  /** No permission goes with it: tokens are checked against the pool's public keys. */
  tellIssuer(fn: CopydeskFunction): void {
    fn.tell('USER_POOL_ISSUER', this.pool.userPoolProviderUrl);
    fn.tell('USER_POOL_CLIENT_ID', this.client.userPoolClientId);
  }
}
