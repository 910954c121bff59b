import { colonIn } from '../shared/desk/mail/colon-in';
import type { Instant } from '../shared/clock/instant';
import { type ComplaintForm, MAX_WORKS_ON_PAGE, PARTS, type WorkFields } from './complaint-form';
import { inPageOrder, type Remark, workField, workOf } from './complaint-submission';
import { LANGUAGE_FIELD } from './document';
import { FileField, GuardField, RemarkSummary, Select, TextArea, TextField, Tick } from './form-fields';
import { useReading, useWords } from './reading';
import { StatementTick } from './statement-tick';
import { STATEMENT_NAMES } from './statements';
import { When } from './when';
import type { Words } from './words/en';

export interface ComplaintPageProps {
  readonly form: ComplaintForm;
  readonly guard: string;
  /** Must be put right before anything can be sent. */
  readonly errors: readonly Remark[];
  /** What the law asks for and is not there; the complaint can be sent all the same. */
  readonly gaps: readonly Remark[];
  /** What was done just now, in words. */
  readonly done?: string;
  readonly draft?: KeptDraft;
}

/** A page that was saved to go on later. */
export interface KeptDraft {
  readonly secret: string;
  /** Where it can be opened again, and until when it is kept; absent but on the page that its link opens. */
  readonly kept?: { readonly url: string; readonly until: Instant };
}

export const COMPLAINT_FORM = 'complaint';
/** The secret of the saved page that a form came from. */
export const DRAFT_FIELD = 'draft';

export function ComplaintPage({ form, guard, errors, gaps, done, draft }: ComplaintPageProps) {
  const { language } = useReading();
  const words = useWords();
  const { complaint } = words;
  const remarks = inPageOrder([...errors, ...gaps]);
  const listed = form.works.length > 1 ? remarks.map((remark) => withWork(remark, words)) : remarks;
  return (
    <>
      <h1>{complaint.heading}</h1>
      {done === undefined ? null : (
        <p className="done" role="status">
          {done}
        </p>
      )}
      {draft?.kept === undefined ? null : (
        <p className="done">
          {complaint.saved(<a href={draft.kept.url}>{draft.kept.url}</a>, <When at={draft.kept.until} />)}
        </p>
      )}
      {errors.length > 0 ? (
        <RemarkSummary title={words.form.putRight} remarks={listed} />
      ) : (
        <RemarkSummary title={complaint.lacks} remarks={listed}>
          <p>{complaint.lacksMore}</p>
        </RemarkSummary>
      )}
      {remarks.length > 0 ? null : <Before />}
      <form id={COMPLAINT_FORM} method="post" action="/complaints" encType="multipart/form-data" noValidate>
        <GuardField guard={guard} />
        <input type="hidden" name={LANGUAGE_FIELD} value={language} />
        <input type="hidden" name="idempotencyKey" value={form.idempotencyKey} />
        {draft === undefined ? null : <input type="hidden" name={DRAFT_FIELD} value={draft.secret} />}
        <Works form={form} remarks={remarks} />
        <Contact form={form} remarks={remarks} />
        <section aria-labelledby="statements-title">
          <h2 id="statements-title">{`3. ${complaint.statements}`}</h2>
          <p>{complaint.statementsHint}</p>
          {STATEMENT_NAMES.map((name) => (
            <StatementTick key={name} name={name} ticked={form.ticked} remarks={remarks} />
          ))}
          <p className="warning">
            <strong>{complaint.warning}</strong> {complaint.warningText}
          </p>
          <TextField
            name="signature"
            label={words.form.signature}
            hint={words.form.signatureHint}
            value={form.signature}
            autoComplete="name"
            remarks={remarks}
          />
        </section>
        <section aria-labelledby="send-title">
          <h2 id="send-title">{`4. ${complaint.sending}`}</h2>
          <Privacy />
          <p className="actions">
            <button name="action" value="send" className="primary">
              {complaint.send}
            </button>
            {errors.length === 0 && gaps.length > 0 ? (
              <button name="action" value="send-anyway">
                {complaint.sendAnyway}
              </button>
            ) : null}
            <button name="action" value="save" className="secondary">
              {complaint.save}
            </button>
            {draft === undefined ? null : (
              <button name="action" value="discard" className="secondary">
                {complaint.discard}
              </button>
            )}
          </p>
        </section>
      </form>
    </>
  );
}

/** At its field a remark stands by its work; in the list of all of them it has to say which. */
function withWork({ field, says }: Remark, { complaint, letters }: Words): Remark {
  const work = workOf(field);
  return {
    field,
    says: work === undefined ? says : `${complaint.workNo(work)}${colonIn(letters.language)}${says}`,
  };
}

/** What somebody who comes once, and in a hurry, has to know before the first field. */
function Before() {
  const { complaint } = useWords();
  return (
    <div className="before">
      <p className="lead">{complaint.promise}</p>
      <section aria-labelledby="need-title">
        <h2 id="need-title" className="small">
          {complaint.need}
        </h2>
        <ul>
          {complaint.needs.map((need) => (
            <li key={need}>{need}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="next-title">
        <h2 id="next-title" className="small">
          {complaint.next}
        </h2>
        <ol>
          {complaint.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <p>{complaint.copyrightOnly}</p>
    </div>
  );
}

function Privacy() {
  const { complaint } = useWords();
  return (
    <details>
      <summary>{complaint.privacy}</summary>
      {complaint.privacyText.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </details>
  );
}

interface PartProps {
  readonly form: ComplaintForm;
  readonly remarks: readonly Remark[];
}

function Works({ form, remarks }: PartProps) {
  const words = useWords();
  const { complaint } = words;
  return (
    <section aria-labelledby="works-title">
      <h2 id="works-title">{`1. ${complaint.works}`}</h2>
      {form.works.map((work, index) => (
        <WorkFieldset
          // A work has no name of its own before it is sent; its place on the page is what it is.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          work={work}
          index={index}
          count={form.works.length}
          remarks={remarks}
        />
      ))}
      {form.works.length < MAX_WORKS_ON_PAGE ? (
        <p>
          <button name="action" value="add-work" className="secondary">
            {complaint.addWork}
          </button>
        </p>
      ) : null}
      <FileField
        name="addressFile"
        label={complaint.file}
        hint={complaint.fileHint((column) => (
          <code>{column}</code>
        ))}
        accept=".txt,.csv,.tsv,text/plain,text/csv"
        remarks={remarks}
      />
      <p>
        <button name="action" value="read-file" className="secondary">
          {complaint.readFile}
        </button>
      </p>
      <TextArea
        name="explanation"
        label={words.form.optional(complaint.explanation)}
        hint={complaint.explanationHint}
        value={form.explanation}
        rows={4}
        remarks={remarks}
      />
    </section>
  );
}

function Contact({ form: { contact, capacity, onBehalfOf, account }, remarks }: PartProps) {
  const { complaint, form } = useWords();
  const { capacities } = complaint;
  return (
    <section aria-labelledby="contact-title">
      <h2 id="contact-title">{`2. ${complaint.who}`}</h2>
      <p className="hint">{complaint.whoHint}</p>
      <TextField
        name="name"
        label={complaint.name}
        value={contact.name}
        autoComplete="name"
        remarks={remarks}
      />
      <TextField
        name="organisation"
        label={form.optional(complaint.organisation)}
        value={contact.organisation}
        autoComplete="organization"
        remarks={remarks}
      />
      <TextField
        name="email"
        label={form.email}
        type="email"
        value={contact.email}
        autoComplete="email"
        remarks={remarks}
      />
      <TextField
        name="phone"
        label={form.optional(form.phone)}
        type="tel"
        value={contact.phone}
        autoComplete="tel"
        remarks={remarks}
      />
      <TextArea
        name="postalAddress"
        label={form.optional(form.postalAddress)}
        value={contact.postalAddress}
        rows={3}
        remarks={remarks}
      />
      <Select
        name="capacity"
        label={complaint.capacity}
        value={capacity}
        options={(['', 'owner', 'agent'] as const).map((each) => [each, capacities[each]])}
        remarks={remarks}
      />
      <TextField
        name="onBehalfOf"
        label={form.optional(complaint.onBehalfOf)}
        value={onBehalfOf}
        remarks={remarks}
      />
      {account === '' ? null : (
        <Tick name="account" value={account} ticked remarks={remarks}>
          {complaint.fromAccount(account)}
        </Tick>
      )}
    </section>
  );
}

interface WorkFieldsetProps {
  readonly work: WorkFields;
  readonly index: number;
  readonly count: number;
  readonly remarks: readonly Remark[];
}

function WorkFieldset({ work, index, count, remarks }: WorkFieldsetProps) {
  const { complaint, form } = useWords();
  const of = (name: keyof WorkFields) => ({ name: workField(index, name), value: work[name], remarks });
  return (
    <fieldset>
      <legend>{complaint.work(index, count)}</legend>
      <TextField {...of('title')} label={complaint.workTitle} />
      <TextField
        {...of('originalUrl')}
        label={form.optional(complaint.originalUrl)}
        type="url"
        hint={complaint.originalUrlHint}
      />
      <TextArea {...of('description')} label={form.optional(complaint.description)} rows={2} />
      <TextArea
        {...of('addresses')}
        label={complaint.addresses}
        hint={complaint.addressesHint}
        rows={Math.min(12, Math.max(4, work.addresses.split('\n').length + 1))}
        code
      />
      <Select
        {...of('part')}
        label={form.optional(complaint.part)}
        options={(['', ...PARTS] as const).map((part) => [part, complaint.parts[part]])}
      />
      <details open={work.text !== ''}>
        <summary>{form.optional(complaint.pasteText)}</summary>
        <TextArea {...of('text')} label={complaint.text} hint={complaint.textHint} rows={8} />
      </details>
      {count > 1 ? (
        <p>
          <button name="action" value={`remove-work-${index}`} className="secondary">
            {complaint.removeWork(index)}
          </button>
        </p>
      ) : null}
    </fieldset>
  );
}
