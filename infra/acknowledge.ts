import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding of cdk-nag that stands, and why. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${id}`, reason });
}

/**
 * Acknowledges a wildcard in an ARN. Its finding is named after the resolved ARN, which for another stack's resource
 * is known only when the app has been prepared: hence as a validation, which runs after that and before cdk-nag.
 */
export function acknowledgeWildcard(construct: IConstruct, arn: string, reason: string): void {
  construct.node.addValidation({
    validate: () => {
      acknowledge(construct, `IAM5[Resource::${asFinding(Stack.of(construct).resolve(arn))}]`, reason);
      return [];
    },
  });
}

type Resolved =
  | string
  | { 'Fn::Join': [string, Resolved[]] }
  | { 'Fn::GetAtt': [string, string] }
  | { 'Fn::ImportValue': string }
  | { Ref: string };

/** As cdk-nag writes a resource in the name of a finding. */
function asFinding(arn: Resolved): string {
  if (typeof arn === 'string') return arn;
  if ('Fn::Join' in arn) return arn['Fn::Join'][1].map(asFinding).join(arn['Fn::Join'][0]);
  if ('Fn::GetAtt' in arn) return `<${arn['Fn::GetAtt'].join('.')}>`;
  if ('Fn::ImportValue' in arn) return arn['Fn::ImportValue'];
  return `<${arn.Ref}>`;
}
