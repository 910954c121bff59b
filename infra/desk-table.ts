import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { CopydeskFunction } from './copydesk-function';

/** Articles, cases, their outboxes and holds; keys as in shared/stores. */
export class DeskTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Seconds since 1970; only counters of requests have it.
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryption.DEFAULT,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'due',
      partitionKey: { name: 'duePk', type: AttributeType.STRING },
      sortKey: { name: 'dueSk', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'queue',
      partitionKey: { name: 'queuePk', type: AttributeType.STRING },
      sortKey: { name: 'queueSk', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  allowRead(fn: CopydeskFunction): void {
    fn.tell('DESK_TABLE', this.table.tableName);
    fn.allow(['dynamodb:GetItem', 'dynamodb:Query'], [this.table.tableArn]);
  }

  /**
   * Rows are written whole, in transactions; none is ever deleted. Who wrote one of those that sign a publisher in would be
   * any publisher: they are for the accounts' own pages.
   */
  allowReadAndWrite(fn: CopydeskFunction, besides: readonly string[] = ['SESSION#', 'TICKET#']): void {
    this.allowRead(fn);
    fn.allow(['dynamodb:PutItem'], [this.table.tableArn], {
      'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': besides.map((prefix) => `${prefix}*`) },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    });
  }

  /** For upkeep: every row, wherever it stands. */
  allowScan(fn: CopydeskFunction): void {
    fn.allow(['dynamodb:Scan'], [this.table.tableArn]);
  }

  /** To read some kinds of rows, by how their partition keys begin. */
  allowReadOf(fn: CopydeskFunction, prefixes: readonly string[]): void {
    fn.tell('DESK_TABLE', this.table.tableName);
    this.allowWithin(fn, ['dynamodb:GetItem', 'dynamodb:Query'], prefixes);
  }

  /** The same, and to write them. */
  allowReadAndWriteOf(fn: CopydeskFunction, prefixes: readonly string[]): void {
    this.allowReadOf(fn, prefixes);
    this.allowWithin(fn, ['dynamodb:PutItem'], prefixes);
  }

  /** To say when it last ran. */
  allowPulse(fn: CopydeskFunction): void {
    this.allowWithin(fn, ['dynamodb:PutItem'], ['PULSE']);
  }

  private allowWithin(
    fn: CopydeskFunction,
    actions: readonly string[],
    prefixes: readonly string[],
    resource = this.table.tableArn,
  ): void {
    fn.allow(actions, [resource], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes.map((prefix) => `${prefix}*`) },
      // ForAllValues alone is also true of a request that names no key.
      Null: { 'dynamodb:LeadingKeys': 'false' },
    });
  }

  /** Counts requests, in rows that the time to live clears away. */
  allowCounting(fn: CopydeskFunction): void {
    this.allowWithin(fn, ['dynamodb:UpdateItem'], ['RATE#']);
  }

  /** To read of an index what stands under some kinds of its partition keys. */
  allowIndexOf(fn: CopydeskFunction, index: 'due' | 'queue', prefixes: readonly string[]): void {
    this.allowWithin(fn, ['dynamodb:Query'], prefixes, `${this.table.tableArn}/index/${index}`);
  }

  allowIndex(fn: CopydeskFunction, index: 'due' | 'queue'): void {
    fn.allow(['dynamodb:Query'], [`${this.table.tableArn}/index/${index}`]);
  }
}
