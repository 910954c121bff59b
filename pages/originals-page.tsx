import type { ImportSummary } from '../shared/desk/import-originals';
import { AccountRemarks } from './account-remarks';
import type { Remark } from './complaint-submission';
import { FileField, GuardField, TextArea, TextField } from './form-fields';
import { FORMATS, numberOfRows } from './import-page';
import { Unproven } from './unproven';
import { When } from './when';

export interface OriginalsPageProps {
  readonly fields: Readonly<Record<'url' | 'title' | 'publishedAt' | 'text' | 'siteHost', string>>;
  /** The account does not say which site of ours its works are compared for. */
  readonly asksForSite: boolean;
  readonly lacksProof: boolean;
  /** Newest first. */
  readonly imports: readonly ImportSummary[];
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

const LABELS = {
  url: 'Where you published it',
  title: 'Title',
  publishedAt: 'Day of publication',
  text: 'Its whole text',
  siteHost: 'Our site that it is compared for',
} as const;

export function OriginalsPage(props: OriginalsPageProps) {
  const { fields, asksForSite, lacksProof, imports, guard, remarks } = props;
  const site = asksForSite ? (
    <TextField name="siteHost" label={LABELS.siteHost} type="url" value={fields.siteHost} remarks={remarks} />
  ) : null;
  return (
    <>
      <AccountRemarks labels={LABELS} remarks={remarks} />
      <h1>Originals</h1>
      <p>
        What you register here is compared with every article that comes to our sites, and with those there.
      </p>
      {lacksProof ? <Unproven /> : null}
      <h2>Import a back catalogue</h2>
      <form method="post" action="/account/imports" encType="multipart/form-data">
        <GuardField guard={guard} />
        <FileField
          name="file"
          label="A file of your articles"
          hint={
            <>
              CSV with a heading line (<code>url</code>, <code>title</code>, <code>published</code>,{' '}
              <code>text</code> or <code>html</code>, <code>id</code>), an RSS or Atom feed with whole texts,
              or IPTC ninjs in JSON; in UTF-8, at most 1,000 articles and 4 MB. A ninjs item that is{' '}
              <code>canceled</code> is taken back. A larger catalogue goes in several files, or by{' '}
              <a href="/docs">the API</a> with <a href="/account/keys">a key</a>, 60 articles a minute.
            </>
          }
          accept=".csv,.tsv,.xml,.rss,.atom,.json,text/csv,application/json,application/rss+xml,application/atom+xml,text/xml"
          remarks={remarks}
        />
        {asksForSite ? (
          <div className="field">
            <label htmlFor="import-site">Our site that they are compared for</label>
            <input
              id="import-site"
              name="siteHost"
              type="text"
              inputMode="url"
              defaultValue={fields.siteHost}
            />
          </div>
        ) : null}
        <p className="actions">
          <button className="primary">Import the file</button>
        </p>
      </form>
      <h2>Register one</h2>
      <form method="post" action="/account/originals">
        <GuardField guard={guard} />
        <TextField
          name="url"
          label={LABELS.url}
          hint="On a domain that you have proven."
          type="url"
          value={fields.url}
          remarks={remarks}
        />
        <TextField name="title" label={LABELS.title} value={fields.title} remarks={remarks} />
        <TextField
          name="publishedAt"
          label={LABELS.publishedAt}
          hint="May be left empty; it says who was first, and when an embargo ends."
          type="date"
          value={fields.publishedAt}
          remarks={remarks}
        />
        <TextArea name="text" label={LABELS.text} rows={10} value={fields.text} remarks={remarks} />
        {site}
        <p className="actions">
          <button>Register the original</button>
        </p>
      </form>
      {imports.length > 0 ? (
        <>
          <h2>What you sent before</h2>
          <ul>
            {imports.map(({ id, name, importedAt, format, rows, refused }) => (
              <li key={id}>
                <a href={`/account/imports/${id}`}>
                  <bdi>{name === '' ? 'Without a name' : name}</bdi>
                </a>
                {`: ${FORMATS[format]}, ${numberOfRows(rows)}${refused > 0 ? `, ${refused} not taken` : ''}, `}
                <When at={importedAt} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
