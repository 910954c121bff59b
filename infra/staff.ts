import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { StaffGroup } from '../shared/wire/routes';

/** What each group is for, as the console shows it. */
const groups: Record<StaffGroup, string> = {
  reviewer: 'Takes cases from the review queue and decides them',
  legal: 'Takes escalated cases, counter-notices and court holds',
  manager: 'Watches the clock, dead letters and exports',
  admin: 'Sets up sites, publishers and API keys',
  auditor: 'Reads everything, changes nothing',
};

/** The people who work here, and where they sign in: a second factor always. */
export class Staff extends Construct {
  readonly pool: UserPool;
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
    // Unique in the whole region of AWS; the account number makes it so.
    this.domain = this.pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: `copydesk-${Aws.ACCOUNT_ID}` },
    });
  }
}
