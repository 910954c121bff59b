import { Duration } from 'aws-cdk-lib';
import { OAuthScope, UserPoolClient, UserPoolClientIdentityProvider } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { CopydeskFunction } from './copydesk-function';
import type { Staff } from './staff';

/** Where the command line waits for the browser to come back from signing in. */
const commandLineCallback = 'http://localhost:8976/callback';

/** Where the console comes back to, below its own address. */
const consolePaths = { signedIn: '/console/signed-in', signedOut: '/console/' } as const;

export interface StaffClientProps {
  readonly staff: Staff;
  /** Where the console is; no trailing slash. */
  readonly publicUrl: string;
}

/**
 * The one application that staff sign in to, from the console and from the command line: code flow with PKCE, no
 * client secret. It stands apart from the pool, which is kept for ever and must not know where the console is.
 */
export class StaffClient extends UserPoolClient {
  private readonly staff: Staff;

  constructor(scope: Construct, id: string, { staff, publicUrl }: StaffClientProps) {
    super(scope, id, {
      userPool: staff.pool,
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL],
        callbackUrls: [commandLineCallback, publicUrl + consolePaths.signedIn],
        logoutUrls: [publicUrl + consolePaths.signedOut],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      // A shift: the console renews its access token with it, without asking anew.
      refreshTokenValidity: Duration.hours(12),
    });
    this.staff = staff;
  }

  /** No permission goes with it: tokens are checked against the pool's public keys. */
  tellIssuer(fn: CopydeskFunction): void {
    fn.tell('USER_POOL_ISSUER', this.staff.pool.userPoolProviderUrl);
    fn.tell('USER_POOL_CLIENT_ID', this.userPoolClientId);
  }
}
