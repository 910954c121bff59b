/** Of a key: its kinds of row, without the ids: `CASE/ITEM`, `bodies`. */
const withoutIds = (key: string): string => key.split(/[#/]/, 1)[0] ?? '';

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { S } = (value ?? {}) as { readonly S?: unknown };
  return typeof S === 'string' ? S : '';
};

function rowOf(key: object | undefined): string {
  const { pk, sk } = (key ?? {}) as { readonly pk?: unknown; readonly sk?: unknown };
  return [pk, sk].map((part) => withoutIds(textOf(part))).join('/');
}

interface Asked {
  readonly Key?: object | string;
  readonly Item?: object;
  readonly Prefix?: string;
  readonly QueueUrl?: string;
  readonly IndexName?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly {
    readonly Put?: { readonly Item: object };
    readonly Delete?: { readonly Key: object };
  }[];
}

/** What an SDK's command is about, without what differs from one play to the next. @param nameOf of a queue's address. */
export function targetOf(input: object, nameOf: (queueUrl: string) => string): string {
  const asked = input as Asked;
  const { Key, Item, Prefix, QueueUrl, IndexName, TransactItems } = asked;
  if (QueueUrl !== undefined) return nameOf(QueueUrl);
  const path = typeof Key === 'string' ? Key : Prefix;
  if (path !== undefined) return withoutIds(path);
  if (TransactItems)
    return [...new Set(TransactItems.map(({ Put, Delete }) => rowOf(Put?.Item ?? Delete?.Key)))]
      .sort()
      .join(' ');
  if (typeof Key === 'object' || Item) return rowOf(Item ?? (Key as object));
  const { ':pk': pk, ':from': from } = asked.ExpressionAttributeValues ?? {};
  return [IndexName, rowOf({ pk, sk: from })].filter(Boolean).join(' ');
}
