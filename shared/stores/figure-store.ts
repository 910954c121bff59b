import type { ArticleRow } from '../article/article';
import type { CaseHead, OutboxEntry, TimelineEntry } from '../case/case';
import type { FigureStore } from '../desk/desk';
import type { OpenCases } from '../desk/open-cases';
import type { DayPart } from '../statistics/day-part';
import { fromTableCursor, toTableCursor } from './cursor';
import { articleDayRows, caseDayRows, deliveryDayRows, differing, figuresPk } from './day-rows';
import { articleRow, caseHeadRow, casePk, outboxRow, startingWith } from './desk-rows';
import { asRead } from './outbox-store';
import { atVersion, bodyOf, FORMAT, type Row, type Table, type Write } from './table';

/** Pages of 1 MB, some two thousand parts each. */
const PAGES_A_DAY = 5;

type Stored = Readonly<Record<string, unknown>>;

const OPEN_CASES = { pk: 'COUNTED', sk: 'OPEN-CASES' } as const;

export function openFigureStore(desk: Table): FigureStore {
  async function storedAs(rows: readonly Row[]): Promise<readonly Stored[]> {
    const pages = await Promise.all(
      rows.map(({ pk, sk }) => desk.page({ pk, from: sk, to: sk }).then((page) => page.rows)),
    );
    return pages.flat();
  }

  /** The rows of days that a record makes and that are not so, and the record itself as the fence of their write. */
  async function wrong(stored: Stored): Promise<{ readonly rows: readonly Row[]; readonly fence: Write }> {
    const { pk } = stored;
    const body = bodyOf(stored);
    if (String(stored['sk']).startsWith('OUTBOX#')) {
      const entry = body as OutboxEntry;
      const rows = deliveryDayRows(entry);
      return {
        rows: differing(rows, await storedAs(rows)),
        fence: { put: outboxRow(entry), if: asRead(entry) },
      };
    }
    if (String(pk).startsWith('ARTICLE#')) {
      const article = body as ArticleRow;
      const rows = articleDayRows(article);
      const fence = { put: articleRow(article), if: atVersion(article.version) };
      return { rows: differing(rows, await storedAs(rows)), fence };
    }
    const head = body as CaseHead;
    const timeline = await desk.all<TimelineEntry>({ pk: casePk(head.id), ...startingWith('TIMELINE#') });
    return {
      rows: await caseDayRows(desk, head, timeline),
      fence: { put: caseHeadRow(head), if: atVersion(head.version) },
    };
  }

  return {
    async ofDay(day) {
      const parts: DayPart[] = [];
      let after: Stored | undefined;
      for (let page = 0; page < PAGES_A_DAY; page += 1) {
        const { rows, next } = await desk.page({
          index: 'queue',
          pk: figuresPk(day),
          from: 'A',
          to: '~',
          ...(after && { after }),
        });
        parts.push(...rows.map((row) => bodyOf(row) as DayPart));
        after = next;
        if (after === undefined) break;
      }
      return { parts, andMore: after !== undefined };
    },

    keptOpenCases: () => desk.get<OpenCases>(OPEN_CASES),

    async keepOpenCases(counted) {
      await desk.put({ ...OPEN_CASES, format: FORMAT, body: counted });
    },

    async rebuild({ limit, cursor }) {
      const { rows, next } = await desk.scan({
        limit,
        ...(cursor !== undefined && { after: fromTableCursor(cursor) }),
      });
      const records = rows.filter(isRecord);
      let mended = 0;
      for (const record of records) {
        const { rows: put, fence } = await wrong(record);
        // Whoever has changed the record meanwhile has written its days too.
        if (put.length > 0 && (await desk.transact([fence, ...put.map((row) => ({ put: row }))])))
          mended += put.length;
      }
      return {
        records: records.length,
        mended,
        ...(next && { cursor: toTableCursor(next) }),
      };
    },
  };
}

/** Whose days are counted: heads of cases and articles, and what they owe or have told. */
const isRecord = ({ pk, sk }: Stored): boolean =>
  /^(?:CASE|ARTICLE)#/.test(String(pk)) && (sk === 'HEAD' || String(sk).startsWith('OUTBOX#'));
