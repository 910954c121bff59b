import * as fc from '../../fast-check';

/** JSON text that no value stands for: stands where it is put as it is. */
class Raw {
  constructor(readonly text: string) {}
}

const DEEP = 5_000;
const LONG = 1_200_000;

/** What comes in place of a value, sooner or later. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  '',
  ' ',
  'x'.repeat(3_000),
  'x'.repeat(LONG),
  '\u0000',
  'a\u0007b\nc\u007f',
  '\ud800',
  'a\udc00b',
  '\ufffe\uffff',
  '\u202egnp.exe',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "' OR 1=1 --",
  '{{7*7}}<script>alert(1)</script>',
  'https://news.demo.example:99999/',
  'http://[::1',
  'jane@gazette.example\r\nBcc: all@gazette.example',
  '9999-99-99T99:99:99Z',
  '+275760-09-13T00:00:00.001Z',
  [],
  {},
  [null],
  [[]],
  { toString: 1 },
  { length: -1 },
  new Raw('1e999'),
  new Raw('-0'),
  new Raw('99999999999999999999999999999'),
  new Raw('{"__proto__":{"polluted":true}}'),
  new Raw('{"constructor":{"prototype":{"polluted":true}}}'),
  new Raw('{"a":1,"a":2}'),
  new Raw('['.repeat(DEEP) + ']'.repeat(DEEP)),
  new Raw('{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP)),
];

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> | readonly unknown[] =>
  typeof value === 'object' && value !== null && !(value instanceof Raw);

type Path = readonly string[];

/** Every place in a value, its root among them. */
const pathsOf = (value: unknown, path: Path = []): readonly Path[] => [
  path,
  ...(isTree(value)
    ? Object.entries(value).flatMap(([key, child]: [string, unknown]) => pathsOf(child, [...path, key]))
    : []),
];

type Change = { readonly what: 'put' | 'add'; readonly value: unknown } | { readonly what: 'drop' | 'twice' };

/** `value` with one place of it changed. */
function changed(value: unknown, [key, ...rest]: Path, change: Change): unknown {
  if (key === undefined) {
    if (change.what === 'put') return change.value;
    if (change.what === 'add' && Array.isArray(value)) return [...(value as unknown[]), change.value];
    if (change.what === 'add' && isTree(value))
      return { ...Object.fromEntries(Object.entries(value)), stranger: change.value };
    if (change.what === 'twice' && Array.isArray(value))
      return Array.from({ length: 600 }, () => value[0] as unknown);
    return change.what === 'twice' ? [value, value] : null;
  }
  if (!isTree(value)) return value;
  if (change.what === 'drop' && rest.length === 0)
    return Array.isArray(value)
      ? value.filter((_, i) => String(i) !== key)
      : Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  if (Array.isArray(value))
    return value.map((child: unknown, i) => (String(i) === key ? changed(child, rest, change) : child));
  return Object.fromEntries(
    Object.entries(value).map(([name, child]: [string, unknown]) => [
      name,
      name === key ? changed(child, rest, change) : child,
    ]),
  );
}

function textOf(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (!isTree(value)) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, child]) => child !== undefined);
  return `{${fields.map(([key, child]) => `${JSON.stringify(key)}:${textOf(child)}`).join(',')}}`;
}

const changes = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HOSTILE).map((value): Change => ({ what: 'put', value })) },
  { weight: 2, arbitrary: fc.constant<Change>({ what: 'drop' }) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE).map((value): Change => ({ what: 'add', value })) },
  { weight: 1, arbitrary: fc.constant<Change>({ what: 'twice' }) },
);

/** JSON texts: values as they are expected, values with up to two places spoilt, and what is no JSON. */
export const hostileJson = (values: fc.Arbitrary<unknown>): fc.Arbitrary<string> => {
  const spoilt = values.chain((value) =>
    fc.array(fc.tuple(fc.nat(), changes), { minLength: 1, maxLength: 2 }).map((steps) =>
      textOf(
        steps.reduce((before, [at, change]) => {
          const paths = pathsOf(before);
          return changed(before, paths[at % paths.length] ?? [], change);
        }, value),
      ),
    ),
  );
  return fc.oneof(
    { weight: 2, arbitrary: values.map(textOf) },
    { weight: 7, arbitrary: spoilt },
    { weight: 1, arbitrary: fc.constantFrom('', '{', 'null', '[]', '"', '\u0000', '{"a":1}}', 'undefined') },
  );
};
