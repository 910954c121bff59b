import type { ImportProgress, ImportProgressRow } from '../shared/desk/import-originals';
import { NOT_TAKEN } from './account-remarks';
import type { Remark } from './complaint-submission';
import { GuardField, RemarkSummary } from './form-fields';
import { When } from './when';

export interface ImportPageProps {
  readonly progress: ImportProgress;
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

const STATES = {
  refused: 'Not taken',
  withdrawn: 'Taken back',
  waiting: 'Waiting',
  accepted: 'Being compared',
  registered: 'Registered',
  failed: 'Failed: we look into it',
} as const satisfies Record<ImportProgressRow['state'], string>;
const ORDER = Object.keys(STATES) as readonly ImportProgressRow['state'][];

export const FORMATS = { csv: 'a table', feed: 'a feed', ninjs: 'ninjs', form: 'typed in' } as const;

export const numberOfRows = (rows: number): string => `${rows} ${rows === 1 ? 'row' : 'rows'}`;

/** What became of every row, those to be put right first. */
export function ImportPage({ progress, guard, remarks }: ImportPageProps) {
  const { id, importedAt, format, name, rows } = progress;
  const count = (state: ImportProgressRow['state']) => rows.filter((row) => row.state === state).length;
  const isMoving = count('waiting') + count('accepted') > 0;
  return (
    <>
      <RemarkSummary title={NOT_TAKEN} remarks={remarks} />
      <h1>{name === '' ? 'An import' : name}</h1>
      <p>
        {`${numberOfRows(rows.length)}, ${FORMATS[format]}, `}
        <When at={importedAt} />.{' '}
        {isMoving ? <a href={`/account/imports/${id}`}>See how it goes on</a> : null}
      </p>
      <dl className="figures">
        {ORDER.filter((state) => count(state) > 0).map((state) => (
          <div key={state}>
            <dt>{STATES[state]}</dt>
            <dd>{count(state)}</dd>
          </div>
        ))}
      </dl>
      {count('refused') > 0 ? (
        <>
          <h2>To be put right</h2>
          <p>Correct these in your file and import it again: what was taken already is not taken twice.</p>
          <Rows rows={rows.filter(({ state }) => state === 'refused')} />
        </>
      ) : null}
      {count('waiting') > 0 ? (
        <form method="post" action={`/account/imports/${id}`}>
          <GuardField guard={guard} />
          <p className="actions">
            <button>Send again what waits</button>
            <span className="hint">
              For when it has waited longer than a few minutes; nothing is taken twice.
            </span>
          </p>
        </form>
      ) : null}
      {rows.length > count('refused') ? (
        <>
          <h2>Taken</h2>
          <Rows rows={rows.filter(({ state }) => state !== 'refused')} />
        </>
      ) : null}
      <p>
        <a href="/account/originals">Back to your originals</a>
      </p>
    </>
  );
}

const Rows = ({ rows }: { readonly rows: readonly ImportProgressRow[] }) => (
  <ol className="items">
    {rows.map(({ row, title, url, externalId, state, refused, articleId }) => (
      <li key={row} value={row}>
        <p className="url">
          <bdi>{title ?? url ?? externalId ?? 'without a title'}</bdi>
        </p>
        <p className={state === 'registered' ? 'state acted' : 'state'}>
          <strong>{STATES[state]}</strong>
          {articleId ? (
            <>
              {' as '}
              <code>{articleId}</code>
            </>
          ) : null}
        </p>
        {refused ? (
          <ul className="remark">
            {refused.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        ) : null}
      </li>
    ))}
  </ol>
);
