import {
  type ListRefusal,
  MAX_FILE_BYTES,
  readAddressFile,
  takenApart,
  withAddresses,
} from '../pages/address-file';
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
import { DRAFT_FIELD, type KeptDraft } from '../pages/complaint-page';
import { SWITCH_FIELD } from '../pages/document';
import { type Language, languageNamed, WORDS } from '../pages/language';
import { problemWords } from '../pages/problem-page';
import { withinSentence } from '../pages/sentence';
import type { Words } from '../pages/words/en';
import { checkNotice } from '../shared/desk/check-notice';
import { discardDraft, type Draft, keepDraft, openDraft } from '../shared/desk/complaint-draft';
import { fileNotice } from '../shared/desk/file-notice';
import type { PublisherId } from '../shared/ids';
import { Problem } from '../shared/problem';
import { z } from 'zod';
import { type NoticeSubmission, noticeSubmission } from '../shared/wire/notice-submission';
import { PROBLEMS, parseAs, toProblemJson } from '../shared/wire/problem-json';
import { signedInAs } from './account-session';
import { formGuard, type FormGuard } from './form-guard';
import type { Call, Handlers, Page } from './http';
import { admitSending, page, type Pages, type PagesDesk, secretPage, seeOther } from './page-answer';
import { languageCookies, readerLanguage } from './reader-language';

const inLink = z.string().max(2_048).catch('').default('');

/** A link to the page may name what it is about; it can say nothing that only its sender can. */
const named = z.object({ page: inLink, original: inLink, title: inLink, done: inLink });

type ComplaintRoute = 'complaintPage' | 'fileComplaint' | 'draftPage';

/** What was found of a page that was sent in. */
interface Findings {
  readonly errors: readonly Remark[];
  readonly gaps: readonly Remark[];
  readonly done?: string;
  readonly status?: number;
  readonly fault?: unknown;
}
const NOTHING: Findings = { errors: [], gaps: [] };

/** A page that was sent in, and what it is answered with. */
interface Sent {
  readonly call: Call;
  readonly guard: FormGuard;
  readonly form: ComplaintForm;
  readonly words: Words;
  /** Of the saved page it came from; empty where it came from none. */
  readonly draft: string;
}

/** Filing a complaint: the page, what its buttons do, and drafts of it. */
export function complaintRoutes(
  desk: PagesDesk,
  pages: Pages,
  publicUrl: string,
): Pick<Handlers<'public-pages', unknown>, ComplaintRoute> {
  const guardOf = (call: Call): FormGuard => formGuard(call, publicUrl, () => desk.ids.secret());

  function shown({ call, guard, form, draft }: Sent, findings: Findings, pressed?: Language): Page {
    const { errors, gaps, status = errors.length + gaps.length > 0 ? 422 : 200, done, fault } = findings;
    const text = pages.complaint(pressed ?? form.language, {
      form,
      guard: guard.value,
      errors,
      gaps,
      ...(done !== undefined && { done }),
      ...(draft !== '' && { draft: { secret: draft } }),
    });
    const cookies = [...guard.cookies, ...languageCookies(call, publicUrl, pressed)];
    return { ...page(status, text, cookies), ...(fault !== undefined && { fault }) };
  }

  const remarked = (sent: Sent, field: string, says: string): Page =>
    shown(sent, { errors: [{ field, says }], gaps: [] });

  /** What keeps the page from being sent or kept, with all that was typed; a fault of ours as well. */
  function refused(sent: Sent, error: unknown): Page {
    const { call, words } = sent;
    const says =
      error instanceof Problem
        ? problemWords(words, toProblemJson(error, call.requestId)).detail
        : words.form.ourFault(call.requestId);
    return shown(sent, {
      errors: [{ field: 'main', says }],
      gaps: [],
      ...(error instanceof Problem ? { status: statusOf(error) } : { status: 500, fault: error }),
    });
  }

  /** Whose complaint it is, where the page names an account: whoever is signed in. */
  const accountOf = async ({ call, form }: Sent): Promise<PublisherId | undefined> =>
    form.account === '' ? undefined : signedInAs(desk, call, publicUrl);

  /** Checks the page by the API's own validator, then by what the law asks; files it where both are content. */
  async function send(sent: Sent, action: string): Promise<Page> {
    const { call, form, words, draft } = sent;
    const submission = submissionOf(form);
    try {
      const body = parseAs(noticeSubmission, submission.body);
      const gaps = gapRemarks(await checkNotice(desk, body), form, submission, words);
      const isSent = action === 'send-anyway' || (action === 'send' && gaps.length === 0);
      if (!isSent)
        return shown(sent, {
          errors: [],
          gaps,
          ...(gaps.length === 0 && { done: words.complaint.nothingMissing }),
        });
      const account = await accountOf(sent);
      if (form.account !== (account ?? ''))
        return remarked(sent, 'account', words.complaint.accountSignedOut);
      await admitSending(desk, call, account);
      const { statusToken } = await fileNotice(desk, body, {
        key: undefined,
        idempotencyKey: form.idempotencyKey,
        ...(account && { account }),
      });
      if (draft !== '') await discardDraft(desk, draft);
      return seeOther(`/follow/${statusToken}/receipt`);
    } catch (error) {
      const wrong = error instanceof Problem ? (error.details.errors ?? []) : [];
      if (wrong.length === 0) return refused(sent, error);
      const errors = errorRemarks(wrong, submission, words);
      // Said at once, so that nobody is sent back twice. The fields are those of the schema, at most too long.
      const screening = await checkNotice(desk, submission.body as unknown as NoticeSubmission);
      const gaps = gapRemarks(screening, form, submission, words);
      return shown(sent, {
        errors,
        gaps: gaps.filter(({ field }) => !errors.some((remark) => remark.field === field)),
      });
    }
  }

  async function save(sent: Sent): Promise<Page> {
    const { call, form, draft } = sent;
    await admitSending(desk, call, await accountOf(sent));
    return seeOther(`/complaints/drafts/${await keepDraft(desk, formEntries(form), draft)}`);
  }

  /** What a button does. */
  async function carryOut(sent: Sent, action: string, listed: number | undefined): Promise<Page> {
    const { form, words, draft } = sent;
    const { complaint } = words;
    if (action === 'add-work')
      return shown(
        { ...sent, form: { ...form, works: [...form.works, EMPTY_WORK].slice(0, MAX_WORKS_ON_PAGE) } },
        NOTHING,
      );
    const removed = /^remove-work-(\d{1,3})$/.exec(action)?.[1];
    if (removed !== undefined) {
      const works = form.works.filter((_, index) => index !== Number(removed));
      return shown({ ...sent, form: { ...form, works: works.length > 0 ? works : [EMPTY_WORK] } }, NOTHING);
    }
    if (action === 'read-file')
      return listed === undefined
        ? remarked(sent, 'addressFile', complaint.chooseFile)
        : shown(sent, { ...NOTHING, done: complaint.readFromFile(listed) });
    if (action === 'save') return save(sent);
    if (action === 'discard') {
      await discardDraft(desk, draft);
      return seeOther('/complaints/new?done=discarded');
    }
    return send(sent, action);
  }

  return {
    complaintPage: async (call) => {
      const language = readerLanguage(call);
      const words = WORDS[language];
      const { page: addresses, original: originalUrl, title, done } = call.query(named);
      const form = {
        ...emptyForm(desk.ids.secret(), language),
        works: [{ ...EMPTY_WORK, addresses, originalUrl, title }],
      };
      return shown(
        { call, guard: guardOf(call), form, words, draft: '' },
        done === 'discarded' ? { ...NOTHING, done: words.complaint.discarded } : NOTHING,
      );
    },

    draftPage: async (call) => {
      const secret = call.param('draft', (text) => text);
      const { fields, until } = await openDraft(desk, secret);
      const form = formOf(fields, desk.ids.secret());
      const guard = guardOf(call);
      const draft: KeptDraft = { secret, kept: { url: `${publicUrl}/complaints/drafts/${secret}`, until } };
      const text = pages.complaint(form.language, { form, guard: guard.value, ...NOTHING, draft });
      return secretPage(200, text, guard.cookies);
    },

    fileComplaint: async (call) => {
      const guard = guardOf(call);
      const fields = await call.form();
      const { form, listed, refusedList } = await withLists(
        readComplaintForm(fields, desk.ids.secret()),
        fields,
      );
      const words = WORDS[form.language];
      const sent: Sent = { call, guard, form, words, draft: textField(fields, DRAFT_FIELD) };
      const pressed = languageNamed(textField(fields, SWITCH_FIELD));
      if (refusedList !== undefined) {
        const says = WORDS[pressed ?? form.language].complaint.listRefused[refusedList.why](
          withinSentence(refusedList.name),
        );
        return shown(sent, { errors: [{ field: 'addressFile', says }], gaps: [] }, pressed);
      }
      if (pressed !== undefined) return shown(sent, NOTHING, pressed);
      if (!guard.holds(fields)) return remarked(sent, 'main', words.form.unguarded);
      try {
        return await carryOut(sent, textField(fields, 'action') || 'check', listed);
      } catch (error) {
        return refused(sent, error);
      }
    },
  };
}

/** Of a refusal that the page shows: 409 and the like are for programs, but a browser should wait where it is told to. */
const statusOf = ({ kind }: Problem): number => (kind === 'too_many_requests' ? PROBLEMS[kind].status : 422);

function formOf(kept: Draft['fields'], newKey: string): ComplaintForm {
  const fields = new FormData();
  for (const [name, value] of kept) fields.set(name, value);
  return readComplaintForm(fields, newKey);
}

/** The form with what an uploaded file, or text pasted for it, lists; a browser sends an empty file where none was chosen. */
async function withLists(
  typed: ComplaintForm,
  sent: FormData,
): Promise<{
  readonly form: ComplaintForm;
  /** How many addresses the file held. */
  readonly listed?: number;
  readonly refusedList?: { readonly why: ListRefusal; readonly name: string };
}> {
  const file = sent.get('addressFile');
  const name = file instanceof File ? file.name : '';
  const refused = (why: ListRefusal) => ({ form: typed, refusedList: { why, name } });
  const form = takenApart(typed);
  if (form === undefined) return refused('too_many_works');
  if (!(file instanceof File) || (file.size === 0 && name === '')) return { form };
  if (file.size > MAX_FILE_BYTES) return refused('too_large');
  const read = readAddressFile(new Uint8Array(await file.arrayBuffer()));
  if (read.outcome === 'refused') return refused(read.why);
  const listed = read.works.reduce((sum, { addresses }) => sum + addresses.length, 0);
  const whole = withAddresses(form, read.works);
  return whole === undefined ? refused('too_many_works') : { form: whole, listed };
}
