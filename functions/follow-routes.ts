import {
  type AnswerForm,
  answerWithout,
  EMPTY_ANSWER,
  isEmptyAnswer,
  readAnswerForm,
} from '../pages/answer-form';
import { answerSubmission } from '../pages/answer-submission';
import { addressLines, textField } from '../pages/complaint-form';
import { noAddressRemarks, type Remark } from '../pages/complaint-submission';
import { SWITCH_FIELD } from '../pages/document';
import { type Language, languageNamed, WORDS } from '../pages/language';
import { problemWords } from '../pages/problem-page';
import { sentence } from '../pages/sentence';
import type { Words } from '../pages/words/en';
import { isHtmlDocument } from '../shared/article/html-document';
import { decodePage } from '../shared/article/page-encoding';
import { addAddresses } from '../shared/desk/add-addresses';
import { answerByLink } from '../shared/desk/answer-case';
import { type FollowView, followCase } from '../shared/desk/follow-case';
import { caseOfToken } from '../shared/desk/read-status';
import { supplyOriginalText } from '../shared/desk/supply-original-text';
import { withdrawItems } from '../shared/desk/withdraw-items';
import { z } from 'zod';
import { Problem } from '../shared/problem';
import { originalTextRequest } from '../shared/wire/case-requests';
import { MAX_TEXT_BYTES } from '../shared/wire/fields';
import { noticeAddition } from '../shared/wire/notice-submission';
import { parseAs, toProblemJson } from '../shared/wire/problem-json';
import { isDocumentFile, textOfFile } from '../shared/wire/text-file';
import { formGuard, type FormGuard } from './form-guard';
import type { Call, Handlers, Page } from './http';
import { admitSending, type Pages, type PagesDesk, secretPage, seeOther } from './page-answer';
import { languageCookies, readerLanguage } from './reader-language';

type FollowRoute =
  | 'followPage'
  | 'receiptPage'
  | 'answerRequest'
  | 'sendOriginalText'
  | 'addAddresses'
  | 'withdrawPage'
  | 'withdrawItems';

const COMPLAINANT = { role: 'CMP', id: 'complainant' } as const;

/** What was done, as the address of the page names it and the page says it. */
type Done = keyof Words['follow']['done'];

/** A part of the page that was taken, and what is left on it. */
interface Taken {
  readonly done: Done;
  readonly left: AnswerForm;
}

const tokenOf = (call: Call): string => call.param('token', (text) => text);

/** A case by its secret link: how it stands, and what its complainant can do. */
export function followRoutes(
  desk: PagesDesk,
  pages: Pages,
  publicUrl: string,
): Pick<Handlers<'public-pages', unknown>, FollowRoute> {
  const guardOf = (call: Call): FormGuard => formGuard(call, publicUrl, () => desk.ids.secret());

  function shown(
    call: Call,
    view: FollowView,
    more: {
      readonly language: Language;
      readonly answer?: AnswerForm;
      readonly remarks?: readonly Remark[];
      readonly done?: string;
      readonly pressed?: Language;
      readonly fault?: unknown;
    },
  ): Page {
    const { answer = EMPTY_ANSWER, remarks = [], done, pressed, fault } = more;
    const guard = guardOf(call);
    const text = pages.follow(pressed ?? more.language, {
      view,
      token: tokenOf(call),
      guard: guard.value,
      answer,
      remarks,
      ...(done !== undefined && { done }),
    });
    const status = fault !== undefined ? 500 : remarks.length > 0 ? 422 : 200;
    const cookies = [...guard.cookies, ...languageCookies(call, publicUrl, pressed)];
    return { ...secretPage(status, text, cookies), ...(fault !== undefined && { fault }) };
  }

  /** A form of the follow page: `take` answers what was done, or remarks with which it is shown again as it was typed. */
  async function posted(
    call: Call,
    take: (
      view: FollowView,
      answer: AnswerForm,
      sent: FormData,
      words: Words,
    ) => Promise<Taken | readonly Remark[] | string>,
  ): Promise<Page> {
    const token = tokenOf(call);
    const view = await followCase(desk, token);
    const sent = await call.form();
    const answer = await withTextFile(readAnswerForm(sent), sent);
    const language = answer.language ?? readerLanguage(call);
    const words = WORDS[language];
    const typed = { language, answer };
    const pressed = languageNamed(textField(sent, SWITCH_FIELD));
    if (pressed !== undefined) return shown(call, view, { ...typed, pressed });
    if (!guardOf(call).holds(sent))
      return shown(call, view, { ...typed, remarks: [{ field: 'main', says: words.form.unguarded }] });
    try {
      if (textField(sent, 'action') !== 'check') await admitSending(desk, call);
      const taken = await take(view, answer, sent, words);
      if (typeof taken === 'string') return shown(call, view, { ...typed, done: taken });
      if (!('done' in taken)) return shown(call, view, { ...typed, remarks: taken });
      const { done, left } = taken;
      if (isEmptyAnswer(left)) return seeOther(`/follow/${token}?done=${done}`);
      // What was typed into another part of the page is not lost by it.
      const after = await followCase(desk, token);
      return shown(call, after, { language, answer: left, done: words.follow.done[done] });
    } catch (error) {
      if (error instanceof Problem)
        return shown(call, view, { ...typed, remarks: remarksOf(error, call, words) });
      const says = words.form.ourFault(call.requestId);
      return shown(call, view, { ...typed, remarks: [{ field: 'main', says }], fault: error });
    }
  }

  return {
    followPage: async (call) => {
      const view = await followCase(desk, tokenOf(call));
      const language = readerLanguage(call);
      const { done = '' } = call.query(z.object({ done: z.string().exactOptional() }));
      const says = WORDS[language].follow.done;
      return shown(call, view, {
        language,
        ...(Object.hasOwn(says, done) && { done: says[done as Done] }),
      });
    },

    receiptPage: async (call) => {
      const token = tokenOf(call);
      const view = await followCase(desk, token);
      const text = pages.receipt(readerLanguage(call), { view, followUrl: `${publicUrl}/follow/${token}` });
      return secretPage(200, text, languageCookies(call, publicUrl));
    },

    answerRequest: (call) =>
      posted(call, async (view, answer, sent, words) => {
        const { body, remarks, fieldOf } = answerSubmission(view, answer, words);
        const action = textField(sent, 'action');
        if (remarks.length > 0 && action !== 'send-anyway') return remarks;
        if (action === 'check') return words.follow.nothingMissing;
        try {
          const addition = parseAs(noticeAddition, body);
          await answerByLink(desk, await caseOfToken(desk, tokenOf(call)), addition);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          return remarksOf(error, call, words, fieldOf);
        }
        return { done: 'answered', left: answerWithout.answer(answer) };
      }),

    sendOriginalText: (call) =>
      posted(call, async (view, answer, sent, words) => {
        const refusal = await textFileRefusal(sent);
        if (refusal !== undefined) return [{ field: 'textFile', says: words.remarks[refusal] }];
        const request = parseAs(originalTextRequest, {
          work: answer.textOfWork ?? view.originalTextWanted[0] ?? 0,
          text: answer.text,
        });
        await supplyOriginalText(desk, view.caseId, request, COMPLAINANT);
        return { done: 'text', left: answerWithout.text(answer) };
      }),

    addAddresses: (call) =>
      posted(call, async (view, answer, _sent, words) => {
        const { moreAddresses, moreOfWork } = answer;
        const urls = addressLines(moreAddresses);
        if (urls.length === 0) return [{ field: 'moreAddresses', says: words.remarks.oneAddress }];
        const wrong = noAddressRemarks('moreAddresses', moreAddresses, words);
        if (wrong.length > 0) return wrong;
        const work = view.works.length > 1 && /^\d{1,3}$/.test(moreOfWork) ? Number(moreOfWork) : undefined;
        const { targets } = parseAs(noticeAddition, {
          contact: {},
          works: [],
          targets: urls.map(({ url }) => ({ url, ...(work !== undefined && { work }) })),
        });
        const done = (await addAddresses(desk, view.caseId, targets)) > 0 ? 'added' : 'known';
        return { done, left: answerWithout.moreAddresses(answer) };
      }),

    withdrawPage: async (call) => {
      const token = tokenOf(call);
      const view = await followCase(desk, token);
      const query = call.query(z.object({ item: z.string().default('all') }));
      const item = itemOf(view, query.item);
      const guard = guardOf(call);
      const text = pages.withdraw(readerLanguage(call), { view, token, guard: guard.value, item });
      return secretPage(200, text, [...guard.cookies, ...languageCookies(call, publicUrl)]);
    },

    withdrawItems: (call) =>
      posted(call, async (view, _answer, sent) => {
        const item = itemOf(view, textField(sent, 'item'));
        await withdrawItems(desk, view.caseId, COMPLAINANT, item === undefined ? undefined : [item]);
        return { done: 'withdrawn', left: EMPTY_ANSWER };
      }),
  };
}

/** undefined: all of them. @throws Problem `not_found` where the case has no such item. */
function itemOf({ items }: FollowView, text: string): number | undefined {
  if (text === 'all') return undefined;
  const item = items.find(({ no }) => String(no) === text);
  if (item === undefined) throw new Problem('not_found', 'this complaint has no such address');
  return item.no;
}

/** A refusal, said on the page: at its fields, or for the whole. */
function remarksOf(
  error: Problem,
  call: Call,
  words: Words,
  fieldOf: (pointer: string) => string = fieldName,
): readonly Remark[] {
  const { errors = [] } = error.details;
  if (errors.length === 0)
    return [{ field: 'main', says: problemWords(words, toProblemJson(error, call.requestId)).detail }];
  return errors.map(({ pointer, detail }) => ({
    field: fieldOf(pointer),
    says: sentence(words.remarks.refused(detail)),
  }));
}

const fieldName = (pointer: string): string => {
  const [, first = 'main'] = pointer.split('/');
  return first === 'targets' ? 'moreAddresses' : first;
};

/** A file's text stands in the field for it, whatever is pressed: a browser does not choose a file a second time. */
async function withTextFile(answer: AnswerForm, sent: FormData): Promise<AnswerForm> {
  const file = textFileOf(sent);
  if (file === undefined || (await textFileRefusal(sent)) !== undefined) return answer;
  return { ...answer, text: (await textOf(file)) ?? answer.text };
}

/** Why a file is not the text of an article. */
async function textFileRefusal(
  sent: FormData,
): Promise<'documentFile' | 'notText' | 'tooLargeFile' | undefined> {
  const file = textFileOf(sent);
  if (file === undefined) return undefined;
  if (file.size > MAX_TEXT_BYTES) return 'tooLargeFile';
  if (isDocumentFile(new Uint8Array(await file.arrayBuffer()))) return 'documentFile';
  return (await textOf(file)) === undefined ? 'notText' : undefined;
}

/** A browser sends an empty file where none was chosen. */
function textFileOf(sent: FormData): File | undefined {
  const file = sent.get('textFile');
  return file instanceof File && file.size > 0 ? file : undefined;
}

/** A plain text, or the source of a page that was saved, in whatever encoding it names. */
async function textOf(file: File): Promise<string | undefined> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const page = decodePage(bytes, '');
  return (isHtmlDocument(page) ? page : textOfFile(bytes))?.replaceAll('\r\n', '\n');
}
