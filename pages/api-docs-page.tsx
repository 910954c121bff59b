import type { ReactNode } from 'react';
import type { OpenApiDocument, Operation } from '../shared/wire/openapi';

/** The parts of a JSON schema that are shown; our own document is the only one that is read. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
const idOf = (name: string): string => `schema-${name}`;
const json = (value: unknown): string => JSON.stringify(value);

const oneOf = ({ anyOf, oneOf: either, allOf }: Schema): readonly Schema[] => anyOf ?? either ?? allOf ?? [];

/** Whether it has fields of its own to show below its name. */
const holdsFields = (schema: Schema): boolean =>
  schema.properties !== undefined ||
  (typeof schema.items === 'object' && holdsFields(schema.items)) ||
  (typeof schema.additionalProperties === 'object' && holdsFields(schema.additionalProperties)) ||
  oneOf(schema).some(holdsFields);

/** What stands there, in a few words; fields follow below it. */
function TypeName({ schema }: { readonly schema: Schema }): ReactNode {
  if (schema.$ref !== undefined) return <a href={`#${idOf(nameOf(schema.$ref))}`}>{nameOf(schema.$ref)}</a>;
  if (schema.const !== undefined) return <code>{json(schema.const)}</code>;
  if (schema.enum) return <code>{schema.enum.map(json).join(' | ')}</code>;
  const either = oneOf(schema);
  if (either.length > 0)
    return either.map((each, i) => (
      <span key={i}>
        {i > 0 && ' or '}
        <TypeName schema={each} />
      </span>
    ));
  if (schema.prefixItems) return `list of ${schema.prefixItems.length}`;
  if (schema.type === 'array')
    return <>list of {typeof schema.items === 'object' ? <TypeName schema={schema.items} /> : 'anything'}</>;
  return schema.type ?? 'anything';
}

function Fields({ schema }: { readonly schema: Schema }): ReactNode {
  const { properties, required = [], items, additionalProperties } = schema;
  const below = [items, additionalProperties].filter((each) => typeof each === 'object');
  return (
    <>
      {properties && (
        <dl className="fields">
          {Object.entries(properties).map(([name, field]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
                {required.includes(name) ? '' : ' (may be absent)'}
              </dt>
              <dd>
                <TypeName schema={field} />
                {field.default !== undefined && (
                  <>
                    , <code>{json(field.default)}</code> unless given
                  </>
                )}
                {field.description !== undefined && <p>{field.description}</p>}
                {holdsFields(field) && <Fields schema={field} />}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {[...below, ...oneOf(schema)].filter(holdsFields).map((each, i) => (
        <Fields key={i} schema={each} />
      ))}
    </>
  );
}

/** Of a request or an answer. */
const contentSchema = (part: unknown): Schema | undefined => {
  const { content = {} } = (part ?? {}) as {
    readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  };
  return Object.values(content)[0]?.schema;
};

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly description?: string;
  readonly schema?: Schema;
}

function OperationPart({
  method,
  path,
  operation,
  document,
}: {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly document: OpenApiDocument;
}): ReactNode {
  const named = (kind: string, ref: string) => document.components[kind]?.[nameOf(ref)];
  const parameters = operation.parameters.map((each): Parameter => {
    const { $ref } = each as Parameter;
    return ($ref === undefined ? each : named('parameters', $ref)) as Parameter;
  });
  const body = contentSchema(operation.requestBody);
  return (
    <section id={operation.operationId}>
      <h3>
        <code>{`${method.toUpperCase()} ${path}`}</code>
      </h3>
      <p>
        {operation.summary}. {operation.description}
      </p>
      {parameters.length > 0 && (
        <dl>
          {parameters.map(({ name, in: where, description, schema = {} }) => (
            <div key={name}>
              <dt>
                <code>{name}</code> ({where})
              </dt>
              <dd>{description ?? schema.description ?? <TypeName schema={schema} />}</dd>
            </div>
          ))}
        </dl>
      )}
      {body && (
        <p>
          Takes <TypeName schema={body} />.
        </p>
      )}
      <ul>
        {Object.entries(operation.responses).map(([status, response]) => {
          const { $ref } = response as Parameter;
          const told = ($ref === undefined ? response : named('responses', $ref)) as Parameter;
          const answer = $ref === undefined ? contentSchema(response) : undefined;
          return (
            <li key={status}>
              <strong>{status}</strong> {answer ? <TypeName schema={answer} /> : told.description}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export const apiDocsTitle = 'The API';

/** The OpenAPI document as a page: for people, without a script. */
export function ApiDocsPage({ document }: { readonly document: OpenApiDocument }): ReactNode {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const schemas = Object.entries(document.components['schemas'] ?? {});
  const hooks = Object.entries(document.webhooks) as [string, { readonly post: Operation }][];
  return (
    <>
      <h1>The API of Copydesk</h1>
      <p>
        {document.info.description} The same for programs: <a href="/openapi.json">openapi.json</a>.
      </p>
      <nav aria-label="Routes">
        <ul>
          {operations.map(({ method, path, operation }) => (
            <li key={operation.operationId}>
              <a href={`#${operation.operationId}`}>
                <code>{`${method.toUpperCase()} ${path}`}</code>
              </a>{' '}
              {operation.summary}
            </li>
          ))}
        </ul>
      </nav>
      {document.tags.map(({ name, description }) => (
        <section key={name}>
          <h2>{name}</h2>
          <p>{description}</p>
          {operations
            .filter(({ operation }) => operation.tags[0] === name)
            .map((each) => (
              <OperationPart key={each.operation.operationId} {...each} document={document} />
            ))}
        </section>
      ))}
      <section>
        <h2>What a CMS receives</h2>
        <p>Webhooks as Standard Webhooks has them: the webhook-id stays the same when one is sent again.</p>
        {hooks.map(([type, { post }]) => {
          const { properties } = contentSchema(post.requestBody) ?? {};
          return (
            <section key={type}>
              <h3>
                <code>{type}</code>
              </h3>
              <p>
                {post.summary}. <code>data</code> is <TypeName schema={properties?.['data'] ?? {}} />.
              </p>
            </section>
          );
        })}
      </section>
      <section>
        <h2>Shapes</h2>
        {schemas.map(([name, schema]) => (
          <section key={name} id={idOf(name)}>
            <h3>{name}</h3>
            {holdsFields(schema as Schema) ? (
              <Fields schema={schema as Schema} />
            ) : (
              <p>
                <TypeName schema={schema as Schema} />
              </p>
            )}
          </section>
        ))}
      </section>
    </>
  );
}
