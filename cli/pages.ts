/** Where a list goes on; empty for its first page. */
export interface Cursor {
  readonly cursor?: string;
}

/** What a list answers, page after page. */
export async function* pagesOf<P extends Cursor>(ask: (from: Cursor) => Promise<P>): AsyncGenerator<P> {
  let cursor: string | undefined;
  do {
    const page = await ask(cursor === undefined ? {} : { cursor });
    yield page;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** Most that one page holds. */
const PAGE = 100;

export interface PageQuery extends Cursor {
  readonly limit: number;
}

export interface Listed<L> {
  readonly lines: readonly L[];
  readonly andMore: boolean;
}

/** The first lines of a list, from as many pages as that takes; Infinity for all. */
export async function firstOf<P extends Cursor, L>(
  limit: number,
  ask: (page: PageQuery) => Promise<P>,
  linesOf: (page: P) => readonly L[],
): Promise<Listed<L>> {
  const lines: L[] = [];
  for await (const page of pagesOf((from) => ask({ limit: Math.min(PAGE, limit - lines.length), ...from }))) {
    lines.push(...linesOf(page));
    if (lines.length >= limit) return { lines, andMore: page.cursor !== undefined };
  }
  return { lines, andMore: false };
}
