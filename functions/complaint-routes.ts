import { MAX_FILE_BYTES, readAddressFile, takenApart, withAddresses } from '../pages/address-file';
import {
  type ComplaintForm,
  EMPTY_WORK,
  emptyForm,
  formEntries,
  MAX_WORKS_ON_PAGE,
  readComplaintForm,
  textField,
} from '../pages/complaint-form';
import { errorRemarks, gapRemarks, type Remark, submissionOf } from '../pages/complaint-submission';
import { sentence } from '../pages/sentence';
import { checkNotice } from '../shared/desk/check-notice';
import { keepDraft, openDraft } from '../shared/desk/complaint-draft';
import { fileNotice } from '../shared/desk/file-notice';
import { Problem } from '../shared/problem';
import { z } from 'zod';
import { type NoticeSubmission, noticeSubmission } from '../shared/wire/notice-submission';
import { parseAs } from '../shared/wire/problem-json';
import { formGuard, type FormGuard, UNGUARDED } from './form-guard';
import type { Call, Handlers, Page } from './http';
import { admitSending, page, type Pages, type PagesDesk, secretPage, seeOther } from './page-answer';

const inLink = z.string().max(2_048).catch('').default('');

/** A link to the page may name what it is about; it can say nothing that only its sender can. */
const named = z.object({ page: inLink, original: inLink, title: inLink });

type ComplaintRoute = 'complaintPage' | 'fileComplaint' | 'draftPage';

/** What was found of a page that was sent in. */
interface Findings {
  readonly errors: readonly Remark[];
  readonly gaps: readonly Remark[];
  readonly done?: string;
  readonly status?: number;
}
const NOTHING: Findings = { errors: [], gaps: [] };

/** Filing a complaint: the page, what its buttons do, and drafts of it. */
export function complaintRoutes(
  desk: PagesDesk,
  pages: Pages,
  publicUrl: string,
): Pick<Handlers<'public-pages', undefined>, ComplaintRoute> {
  const guardOf = (call: Call): FormGuard => formGuard(call, publicUrl, () => desk.ids.secret());

  const shown = (guard: FormGuard, form: ComplaintForm, findings: Findings): Page => {
    const { errors, gaps, status = errors.length + gaps.length > 0 ? 422 : 200, done } = findings;
    const said = { form, guard: guard.value, errors, gaps, ...(done !== undefined && { done }) };
    return page(status, pages.complaint(said), guard.cookies);
  };

  /** What keeps the page from being sent or kept, with all that was typed. */
  const refused = (guard: FormGuard, form: ComplaintForm, problem: Problem): Page =>
    shown(guard, form, {
      errors: [{ field: 'main', says: sentence(`${problem.message}.`) }],
      gaps: [],
      status: problem.kind === 'too_many_requests' ? 429 : 422,
    });

  /** Checks the page by the API's own validator, then by what the law asks; files it where both are content. */
  async function send(call: Call, guard: FormGuard, form: ComplaintForm, action: string): Promise<Page> {
    const submission = submissionOf(form);
    try {
      const body = parseAs(noticeSubmission, submission.body);
      const gaps = gapRemarks(await checkNotice(desk, body), form, submission);
      const isSent = action === 'send-anyway' || (action === 'send' && gaps.length === 0);
      if (!isSent)
        return shown(guard, form, {
          errors: [],
          gaps,
          ...(gaps.length === 0 && { done: 'Nothing is missing. Press “Send the complaint” to send it.' }),
        });
      await admitSending(desk, call);
      const { statusToken } = await fileNotice(desk, body, {
        key: undefined,
        idempotencyKey: form.idempotencyKey,
      });
      return seeOther(`/follow/${statusToken}/receipt`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { errors: wrong = [] } = error.details;
      if (wrong.length === 0) return refused(guard, form, error);
      const errors = errorRemarks(wrong, submission);
      // Said at once, so that nobody is sent back twice. The fields are those of the schema, at most too long.
      const gaps = gapRemarks(
        await checkNotice(desk, submission.body as unknown as NoticeSubmission),
        form,
        submission,
      );
      return shown(guard, form, {
        errors,
        gaps: gaps.filter(({ field }) => !errors.some((remark) => remark.field === field)),
      });
    }
  }

  async function save(call: Call, guard: FormGuard, form: ComplaintForm): Promise<Page> {
    try {
      await admitSending(desk, call);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return refused(guard, form, error);
    }
    return seeOther(`/complaints/drafts/${await keepDraft(desk, formEntries(form))}`);
  }

  return {
    complaintPage: async (call) => {
      const empty = emptyForm(desk.ids.secret());
      const { page: addresses, original: originalUrl, title } = call.query(named);
      const works = [{ ...EMPTY_WORK, addresses, originalUrl, title }];
      return shown(guardOf(call), { ...empty, works }, NOTHING);
    },

    draftPage: async (call) => {
      const draft = call.param('draft', (text) => text);
      const kept = new FormData();
      for (const [name, value] of await openDraft(desk, draft)) kept.set(name, value);
      const form = readComplaintForm(kept, desk.ids.secret());
      const guard = guardOf(call);
      const draftUrl = `${publicUrl}/complaints/drafts/${draft}`;
      return secretPage(
        200,
        pages.complaint({ form, guard: guard.value, ...NOTHING, draftUrl }),
        guard.cookies,
      );
    },

    fileComplaint: async (call) => {
      const guard = guardOf(call);
      const sent = await call.form();
      const {
        form,
        remarks: fileRemarks,
        listed,
      } = await withLists(readComplaintForm(sent, desk.ids.secret()), sent);
      const action = textField(sent, 'action') || 'check';
      if (!guard.holds(sent))
        return shown(guard, form, { errors: [{ field: 'main', says: UNGUARDED }], gaps: [] });
      if (fileRemarks.length > 0) return shown(guard, form, { errors: fileRemarks, gaps: [] });
      if (action === 'add-work')
        return shown(
          guard,
          { ...form, works: [...form.works, EMPTY_WORK].slice(0, MAX_WORKS_ON_PAGE) },
          NOTHING,
        );
      const removed = /^remove-work-(\d{1,3})$/.exec(action)?.[1];
      if (removed !== undefined) {
        const works = form.works.filter((_, index) => index !== Number(removed));
        return shown(guard, { ...form, works: works.length > 0 ? works : [EMPTY_WORK] }, NOTHING);
      }
      if (action === 'read-file')
        return listed === undefined
          ? shown(guard, form, {
              errors: [{ field: 'addressFile', says: 'Choose a file first.' }],
              gaps: [],
            })
          : shown(guard, form, { ...NOTHING, done: `${listed} addresses were read from the file.` });
      if (action === 'save') return save(call, guard, form);
      return send(call, guard, form, action);
    },
  };
}

const TOO_MANY_WORKS = `One complaint holds ${MAX_WORKS_ON_PAGE} works: send the others in another one.`;

/** The form with what an uploaded file, or text pasted for it, lists; a browser sends an empty file where none was chosen. */
async function withLists(
  typed: ComplaintForm,
  sent: FormData,
): Promise<{ readonly form: ComplaintForm; readonly remarks: readonly Remark[]; readonly listed?: number }> {
  const refused = (says: string) => ({ form: typed, remarks: [{ field: 'addressFile', says }] });
  const form = takenApart(typed);
  if (form === undefined) return refused(TOO_MANY_WORKS);
  const file = sent.get('addressFile');
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return { form, remarks: [] };
  const bytes =
    file.size > MAX_FILE_BYTES ? new Uint8Array(file.size) : new Uint8Array(await file.arrayBuffer());
  const read = readAddressFile(file.name, bytes);
  if (read.outcome === 'refused') return refused(read.says);
  const listed = read.works.reduce((sum, { addresses }) => sum + addresses.length, 0);
  const whole = withAddresses(form, read.works);
  return whole === undefined ? refused(TOO_MANY_WORKS) : { form: whole, remarks: [], listed };
}
