import { Template } from 'aws-cdk-lib/assertions';
import { copydeskApp } from '../../infra/copydesk-app';
import { CopydeskFunction } from '../../infra/copydesk-function';

export type Json = string | number | boolean | Json[] | { [name: string]: Json };

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: { readonly [name: string]: Json };
  readonly deletionPolicy?: string;
}

/**
 * The app as it deploys, except that esbuild is not run, nor CloudFormation's own rules: they take half of the time, and
 * each synthesis of the app itself is held to them.
 */
export function synthesise() {
  const { app, data, services } = copydeskApp({
    context: { 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
  });
  return {
    app,
    data: Template.fromStack(data),
    services: Template.fromStack(services),
    functions: services.node.findAll().filter((each) => each instanceof CopydeskFunction),
  };
}

export const resourcesOf = (template: Template, type?: string): readonly Resource[] =>
  Object.entries(
    template.toJSON().Resources as Record<
      string,
      { Type: string; Properties?: Resource['properties']; DeletionPolicy?: string }
    >,
  )
    .map(([id, { Type, Properties = {}, DeletionPolicy }]) => ({
      id,
      type: Type,
      properties: Properties,
      ...(DeletionPolicy === undefined ? {} : { deletionPolicy: DeletionPolicy }),
    }))
    .filter((resource) => type === undefined || resource.type === type);

/** Our own functions: CDK's copier of files runs in a deployment only, with a role and a runtime of CDK's. */
export const functionsOf = (template: Template): readonly Resource[] =>
  resourcesOf(template, 'AWS::Lambda::Function').filter(({ id }) => !isCopiers(id));

export const isCopiers = (logicalId: string): boolean => logicalId.startsWith('CustomCDKBucketDeployment');

/** A logical id without the hash that CDK appends. */
export const stem = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

export function text(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Error(`no text: ${JSON.stringify(value)}`);
  return value;
}

/** What a reference points at, as a stem: `{ 'Fn::GetAtt': ['SubmissionsQueueBAD6828F', 'Arn'] }` is `SubmissionsQueue`. */
export function named(value: Json): string {
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) throw new Error(`no reference: ${JSON.stringify(value)}`);
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported, 'Fn::Join': join } = value;
  const { 'Fn::Select': select, 'Fn::Split': split, 'Fn::Sub': pattern } = value;
  if (typeof pattern === 'string') return pattern;
  if (Ref !== undefined) return stem(text(Ref));
  if (Array.isArray(attribute)) return stem(text(attribute[0]));
  if (imported !== undefined) return exported(text(imported));
  if (Array.isArray(join)) return (join[1] as Json[]).map(named).join(text(join[0]));
  if (Array.isArray(select)) return `${named(select[1]!)}[${named(select[0]!)}]`;
  if (Array.isArray(split)) return named(split[1]!);
  throw new Error(`no reference: ${JSON.stringify(value)}`);
}

/** `CopydeskData:ExportsOutputFnGetAttDeskTableC54AC915Arn7AE5A2D4` is `DeskTable`. */
const exported = (name: string): string =>
  /:ExportsOutput(?:Ref|FnGetAtt)(.+?)[0-9A-F]{8}/.exec(name)?.[1] ?? name;
