import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CorpusBucket } from './corpus-bucket';
import { DeskTable } from './desk-table';
import { RecordsBucket } from './records-bucket';
import { RegistryTable } from './registry-table';
import { Staff } from './staff';

/** What is kept for ever: a mistake in the services can never take it along. */
export class DataStack extends Stack {
  readonly corpus: CorpusBucket;
  readonly records: RecordsBucket;
  readonly desk: DeskTable;
  readonly registry: RegistryTable;
  readonly staff: Staff;

  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Copydesk: what is kept', terminationProtection: true });
    this.corpus = new CorpusBucket(this, 'Corpus');
    this.records = new RecordsBucket(this, 'Records');
    this.desk = new DeskTable(this, 'Desk');
    this.registry = new RegistryTable(this, 'Registry');
    this.staff = new Staff(this, 'Staff');

    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    output('CorpusBucket', this.corpus.bucket.bucketName);
    output('RecordsBucket', this.records.bucket.bucketName);
    output('DeskTable', this.desk.table.tableName);
    output('RegistryTable', this.registry.table.tableName);
    output('UserPoolId', this.staff.pool.userPoolId);
    output('UserPoolIssuer', this.staff.pool.userPoolProviderUrl);
    output('SignInUrl', this.staff.domain.baseUrl());
  }
}
