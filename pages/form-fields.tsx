import type { ReactNode } from 'react';
import type { Remark } from './complaint-submission';
import { useWords } from './reading';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: ReactNode;
  readonly remarks: readonly Remark[];
}

const remarksOf = (name: string, remarks: readonly Remark[]): readonly Remark[] =>
  remarks.filter(({ field }) => field === name);

/** Hint and remarks of a field, and the attributes that tie them to it. */
function describing(name: string, hint: ReactNode, remarks: readonly Remark[]) {
  const own = remarksOf(name, remarks);
  const ids = [...(hint ? [`${name}-hint`] : []), ...(own.length > 0 ? [`${name}-remark`] : [])];
  return {
    before: (
      <>
        {hint ? (
          <p className="hint" id={`${name}-hint`}>
            {hint}
          </p>
        ) : null}
        <Remarks id={`${name}-remark`} remarks={own} />
      </>
    ),
    attributes: {
      ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
      ...(own.length > 0 && { 'aria-invalid': true }),
    },
    hasRemark: own.length > 0,
  };
}

function Remarks({ id, remarks }: { readonly id: string; readonly remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <ul className="remark" id={id}>
      {remarks.map(({ says }) => (
        <li key={says}>{says}</li>
      ))}
    </ul>
  );
}

export function TextField(
  props: FieldProps & {
    readonly type?: 'text' | 'email' | 'tel' | 'url' | 'numeric' | 'date';
    readonly autoComplete?: string;
  },
) {
  const { name, label, value, hint, remarks, type = 'text', autoComplete } = props;
  const { before, attributes, hasRemark } = describing(name, hint, remarks);
  return (
    <div className={hasRemark ? 'field remarked' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {before}
      <input
        id={name}
        name={name}
        // An address is checked by us, in words: the browser's own check would hold back a form that may be sent.
        type={type === 'tel' || type === 'date' ? type : 'text'}
        inputMode={type === 'date' ? undefined : type}
        defaultValue={value}
        autoComplete={autoComplete}
        spellCheck={type === 'text' ? undefined : false}
        dir="auto"
        {...attributes}
      />
    </div>
  );
}

export function TextArea(props: FieldProps & { readonly rows: number; readonly code?: boolean }) {
  const { name, label, value, hint, remarks, rows, code = false } = props;
  const { before, attributes, hasRemark } = describing(name, hint, remarks);
  return (
    <div className={hasRemark ? 'field remarked' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {before}
      <textarea
        id={name}
        name={name}
        rows={rows}
        defaultValue={value}
        className={code ? 'addresses' : undefined}
        spellCheck={code ? false : undefined}
        dir={code ? 'ltr' : 'auto'}
        {...attributes}
      />
    </div>
  );
}

export function Select(
  props: FieldProps & { readonly options: readonly (readonly [value: string, says: string])[] },
) {
  const { name, label, value, hint, remarks, options } = props;
  const { before, attributes, hasRemark } = describing(name, hint, remarks);
  return (
    <div className={hasRemark ? 'field remarked' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {before}
      <select id={name} name={name} defaultValue={value} {...attributes}>
        {options.map(([option, says]) => (
          <option key={option} value={option}>
            {says}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Tick(props: {
  readonly name: string;
  /** Where several have one name. */
  readonly id?: string;
  readonly value: string;
  readonly ticked: boolean;
  readonly remarks: readonly Remark[];
  readonly children: ReactNode;
}) {
  const { name, id = name, value, ticked, remarks, children } = props;
  const { before, attributes, hasRemark } = describing(name, undefined, remarks);
  return (
    <div className={hasRemark ? 'tick remarked' : 'tick'}>
      {before}
      <input id={id} name={name} type="checkbox" value={value} defaultChecked={ticked} {...attributes} />
      <label htmlFor={id}>{children}</label>
    </div>
  );
}

export function FileField(props: {
  readonly name: string;
  readonly label: string;
  readonly hint: ReactNode;
  readonly accept: string;
  readonly remarks: readonly Remark[];
}) {
  const { name, label, hint, accept, remarks } = props;
  const { before, attributes, hasRemark } = describing(name, hint, remarks);
  return (
    <div className={hasRemark ? 'field remarked' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {before}
      <input id={name} name={name} type="file" accept={accept} {...attributes} />
    </div>
  );
}

/** Everything to be put right, first on the page, each with a link to its field. */
export function RemarkSummary(props: {
  readonly title: string;
  readonly remarks: readonly Remark[];
  readonly children?: ReactNode;
}) {
  const { title, remarks, children } = props;
  if (remarks.length === 0) return null;
  return (
    // The first thing that a keyboard or a screen reader meets.
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    <section className="summary" role="alert" aria-labelledby="summary-title" tabIndex={-1} autoFocus>
      <h2 id="summary-title">{title}</h2>
      {children}
      <ul>
        {remarks.map(({ field, says }) => (
          <li key={`${field} ${says}`}>
            <a href={`#${field}`}>{says}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/**
 * The Enter key presses a form's first button, wherever on the page it stands: this one checks and never sends. Nobody else
 * comes by it.
 */
export const CheckButton = ({ form }: { readonly form: string }) => (
  <button form={form} className="unseen" name="action" value="check" tabIndex={-1} aria-hidden="true">
    {useWords().complaint.check}
  </button>
);

/** Ties a form to the page that we gave out: see functions/form-guard.ts. */
export const GUARD_FIELD = 'guard';
export const GuardField = ({ guard }: { readonly guard: string }) => (
  <input type="hidden" name={GUARD_FIELD} value={guard} />
);
