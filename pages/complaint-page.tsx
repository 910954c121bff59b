import { type ComplaintForm, MAX_WORKS_ON_PAGE, type WorkFields } from './complaint-form';
import { inPageOrder, type Remark, workField } from './complaint-submission';
import { FileField, GuardField, RemarkSummary, Select, TextArea, TextField, Tick } from './form-fields';
import { STATEMENT_NAMES, STATEMENTS } from './statements';

export interface ComplaintPageProps {
  readonly form: ComplaintForm;
  readonly guard: string;
  /** Must be put right before anything can be sent. */
  readonly errors: readonly Remark[];
  /** What the law asks for and is not there; the complaint can be sent all the same. */
  readonly gaps: readonly Remark[];
  /** What was done just now, in words. */
  readonly done?: string;
  /** Where the page can be opened again, once it was saved. */
  readonly draftUrl?: string;
}

export const complaintTitle = ({ errors, gaps }: Pick<ComplaintPageProps, 'errors' | 'gaps'>): string =>
  errors.length + gaps.length > 0 ? 'To be put right: file a complaint' : 'File a complaint';

const PART_OPTIONS = [
  ['', 'I do not say'],
  ['whole_text', 'The whole text'],
  ['passage', 'Passages of the text'],
  ['image', 'An image'],
  ['headline', 'The headline'],
] as const;

const CAPACITY_OPTIONS = [
  ['', 'Please choose'],
  ['owner', 'I am the owner of the right'],
  ['agent', 'I act for the owner'],
] as const;

export function ComplaintPage({ form, guard, errors, gaps, done, draftUrl }: ComplaintPageProps) {
  const remarks = inPageOrder([...errors, ...gaps]);
  return (
    <>
      <h1>File a copyright complaint</h1>
      {done === undefined ? null : (
        <p className="done" role="status">
          {done}
        </p>
      )}
      {draftUrl === undefined ? null : (
        <p className="done">
          Your page is kept for 14 days at <a href={draftUrl}>{draftUrl}</a>. Whoever has this address can
          read it; nothing has been sent and no time runs yet.
        </p>
      )}
      {errors.length > 0 ? (
        <RemarkSummary title="Nothing was sent yet: please put these right" remarks={remarks} />
      ) : (
        <RemarkSummary title="Nothing was sent yet: something the law asks for is missing" remarks={remarks}>
          <p>
            Add it and send again. If you cannot, send the complaint as it stands with the second button at
            the end: a case is opened all the same, and we write to you about what is missing.
          </p>
        </RemarkSummary>
      )}
      <Before />
      <form method="post" action="/complaints" encType="multipart/form-data" noValidate>
        <GuardField guard={guard} />
        <input type="hidden" name="idempotencyKey" value={form.idempotencyKey} />
        {/* The Enter key presses a form's first button: it checks and never sends. */}
        <button className="unseen" name="action" value="check" tabIndex={-1} aria-hidden="true">
          Check
        </button>
        <section aria-labelledby="works-title">
          <h2 id="works-title">1. What was copied, and where</h2>
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
                Add another work
              </button>
            </p>
          ) : null}
          <FileField
            name="addressFile"
            label="Or read the addresses from a file"
            hint={
              <>
                Plain text with one address a line; the text that Google takes for many works, each after a{' '}
                <code>#</code>; or a CSV table with the columns <code>url</code>, <code>original</code> and{' '}
                <code>title</code>. 1 MB at most. They are added to those typed above, up to 500 in one
                complaint.
              </>
            }
            accept=".txt,.csv,.tsv,text/plain,text/csv"
            remarks={remarks}
          />
          <p>
            <button name="action" value="read-file" className="secondary">
              Read the file
            </button>
          </p>
          <TextArea
            name="explanation"
            label="Why this is not allowed (optional)"
            hint="For example: there is no licence, or a licence has ended. In the European Union a notice explains why the content is illegal (Art. 16(2)(a) of Regulation (EU) 2022/2065); that it copies your work is an explanation too."
            value={form.explanation}
            rows={4}
            remarks={remarks}
          />
        </section>
        <section aria-labelledby="contact-title">
          <h2 id="contact-title">2. Who you are and how we reach you</h2>
          <p className="hint">
            One way to reach you is enough; by e-mail we can send you the receipt, our questions and the
            decision.
          </p>
          <TextField
            name="name"
            label="Your name"
            value={form.contact.name}
            autoComplete="name"
            remarks={remarks}
          />
          <TextField
            name="organisation"
            label="Organisation (optional)"
            value={form.contact.organisation}
            autoComplete="organization"
            remarks={remarks}
          />
          <TextField
            name="email"
            label="E-mail address"
            type="email"
            value={form.contact.email}
            autoComplete="email"
            remarks={remarks}
          />
          <TextField
            name="phone"
            label="Telephone (optional)"
            type="tel"
            value={form.contact.phone}
            autoComplete="tel"
            remarks={remarks}
          />
          <TextArea
            name="postalAddress"
            label="Postal address (optional)"
            value={form.contact.postalAddress}
            rows={3}
            remarks={remarks}
          />
          <Select
            name="capacity"
            label="In what capacity you write"
            value={form.capacity}
            options={CAPACITY_OPTIONS}
            remarks={remarks}
          />
          <TextField
            name="onBehalfOf"
            label="For whom you act, if not for yourself (optional)"
            value={form.onBehalfOf}
            remarks={remarks}
          />
        </section>
        <section aria-labelledby="statements-title">
          <h2 id="statements-title">3. Your statements</h2>
          <p>
            Tick only what you can say. Before you do, consider whether the use is licensed, a quotation, or
            allowed by the law in another way, such as fair use.
          </p>
          {STATEMENT_NAMES.map((name) => (
            <Tick
              key={name}
              name={name}
              value={STATEMENTS[name].textId}
              ticked={form.ticked.includes(name)}
              remarks={remarks}
            >
              {STATEMENTS[name].text}
            </Tick>
          ))}
          <p className="warning">
            <strong>Warning.</strong> Who knowingly misrepresents, in a material way, that something infringes
            is liable for the damages, costs and lawyers’ fees that follow (17 U.S.C. 512(f)).
          </p>
          <TextField
            name="signature"
            label="Signature: your full name"
            hint="The name of the person who signs, typed; a company name alone is not enough."
            value={form.signature}
            autoComplete="name"
            remarks={remarks}
          />
        </section>
        <section aria-labelledby="send-title">
          <h2 id="send-title">4. Send</h2>
          <Privacy />
          <p className="actions">
            <button name="action" value="send" className="primary">
              Send the complaint
            </button>
            {errors.length === 0 && gaps.length > 0 ? (
              <button name="action" value="send-anyway">
                Send it as it stands
              </button>
            ) : null}
            <button name="action" value="save" className="secondary">
              Save and go on later
            </button>
          </p>
        </section>
      </form>
    </>
  );
}

function Before() {
  return (
    <section aria-labelledby="before-title">
      <h2 id="before-title" className="small">
        What happens when you send it
      </h2>
      <p>
        A case is opened and our time starts at that moment: a person decides each address within 24 hours, on
        weekends too. If something is missing we ask you once for all of it; from when our question has gone
        out until you answer, the time stands still, and then it goes on with what was left. You get a case
        number and a link that shows how each address stands.
      </p>
    </section>
  );
}

function Privacy() {
  return (
    <details>
      <summary>What we do with your data</summary>
      <p>
        The operator of the site that you complain about is responsible. Your data are used to handle this
        complaint and any dispute about it: that is our legal duty and our legitimate interest (Art. 6(1)(c)
        and (f) of Regulation (EU) 2016/679). Only those who work on the case see them, and the provider on
        whose computers this desk runs stores them. Whoever put the page up is told what was decided and why;
        your name only where the law makes that necessary, your telephone, address and signature not. If they
        send a counter notice under U.S. law, you get a copy of it.
      </p>
      <p>
        They are kept as long as the case, and claims that can arise from it, last. You can ask for a copy,
        for correction or erasure, and object, by writing to the site’s copyright agent; and you can complain
        to a data protection authority. Nobody has to give their name; without a way to reach you we cannot
        ask you anything.
      </p>
    </details>
  );
}

interface WorkFieldsetProps {
  readonly work: WorkFields;
  readonly index: number;
  readonly count: number;
  readonly remarks: readonly Remark[];
}

function WorkFieldset({ work, index, count, remarks }: WorkFieldsetProps) {
  const of = (name: keyof WorkFields) => ({ name: workField(index, name), value: work[name], remarks });
  return (
    <fieldset>
      <legend>{count === 1 ? 'The work' : `Work ${index + 1} of ${count}`}</legend>
      <TextField {...of('title')} label="Title of your work" />
      <TextField
        {...of('originalUrl')}
        label="Where you published it (optional)"
        type="url"
        hint="Its web address. Without one, describe the work."
      />
      <TextArea {...of('description')} label="Description (optional)" rows={2} />
      <TextArea
        {...of('addresses')}
        label="Pages on our site that copy this work"
        hint="The exact address of each page, one a line."
        rows={Math.min(12, Math.max(4, work.addresses.split('\n').length + 1))}
        code
      />
      <Select {...of('part')} label="What was taken (optional)" options={PART_OPTIONS} />
      <details open={work.text !== ''}>
        <summary>Paste the text of your original (optional)</summary>
        <TextArea
          {...of('text')}
          label="Text of the original"
          hint="With it we can compare the pages with your work at once. It is used for nothing else."
          rows={8}
        />
      </details>
      {count > 1 ? (
        <p>
          <button name="action" value={`remove-work-${index}`} className="secondary">
            {`Remove work ${index + 1}`}
          </button>
        </p>
      ) : null}
    </fieldset>
  );
}
