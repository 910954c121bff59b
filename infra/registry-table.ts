import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { CopydeskFunction } from './copydesk-function';

/** The first part of every partition key. `SECRET#` holds the key that signs our orders to a site's CMS. */
type Kind = 'PUBLISHER#' | 'CONTACT#' | 'DOMAIN' | 'KEY#' | 'SITE#' | 'HOST#' | 'SECRET#';
/** All of a kind, or of one whose id is named. */
export type RegistryPrefix = Kind | `${Kind}${string}`;

/** Publishers, licences, API keys and sites. Every right is narrowed to kinds of partition. */
export class RegistryTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  allowRead(fn: CopydeskFunction, prefixes: readonly RegistryPrefix[]): void {
    this.allow(fn, ['dynamodb:GetItem', 'dynamodb:Query'], prefixes);
  }

  allowWrite(fn: CopydeskFunction, prefixes: readonly RegistryPrefix[]): void {
    this.allow(fn, ['dynamodb:PutItem'], prefixes);
  }

  allowDelete(fn: CopydeskFunction, prefixes: readonly RegistryPrefix[]): void {
    this.allow(fn, ['dynamodb:DeleteItem'], prefixes);
  }

  private allow(fn: CopydeskFunction, actions: readonly string[], prefixes: readonly RegistryPrefix[]): void {
    fn.tell('REGISTRY_TABLE', this.table.tableName);
    fn.allow(actions, [this.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes.map((prefix) => `${prefix}*`) },
      // ForAllValues alone is also true of a request that names no key.
      Null: { 'dynamodb:LeadingKeys': 'false' },
    });
  }
}
