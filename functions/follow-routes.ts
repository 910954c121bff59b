import { type AnswerForm, EMPTY_ANSWER, readAnswerForm } from '../pages/answer-form';
import { answerSubmission } from '../pages/answer-submission';
import { addressLines, textField } from '../pages/complaint-form';
import type { Remark } from '../pages/complaint-submission';
import { addAddresses } from '../shared/desk/add-addresses';
import { answerByLink } from '../shared/desk/answer-case';
import { type FollowView, followCase } from '../shared/desk/follow-case';
import { caseOfToken } from '../shared/desk/read-status';
import { supplyOriginalText } from '../shared/desk/supply-original-text';
import { withdrawItems } from '../shared/desk/withdraw-items';
import { z } from 'zod';
import { Problem } from '../shared/problem';
import { originalTextRequest } from '../shared/wire/case-requests';
import { noticeAddition } from '../shared/wire/notice-submission';
import { parseAs } from '../shared/wire/problem-json';
import { formGuard, type FormGuard, UNGUARDED } from './form-guard';
import type { Call, Handlers, Page } from './http';
import { admitSending, type Pages, type PagesDesk, secretPage, seeOther } from './page-answer';

type FollowRoute =
  | 'followPage'
  | 'receiptPage'
  | 'answerRequest'
  | 'sendOriginalText'
  | 'addAddresses'
  | 'withdrawPage'
  | 'withdrawItems';

const COMPLAINANT = { role: 'CMP', id: 'complainant' } as const;

/** What is said above the page after a form was taken, by the name in its address. */
const DONE: Readonly<Record<string, string>> = {
  answered: 'Thank you, your answer has arrived.',
  text: 'Thank you, the text has arrived and is being compared.',
  added: 'The addresses were added.',
  known: 'These addresses were in the complaint already; nothing was added.',
  withdrawn: 'It is withdrawn.',
};

const tokenOf = (call: Call): string => call.param('token', (text) => text);

/** A case by its secret link: how it stands, and what its complainant can do. */
export function followRoutes(
  desk: PagesDesk,
  pages: Pages,
  publicUrl: string,
): Pick<Handlers<'public-pages', undefined>, FollowRoute> {
  const guardOf = (call: Call): FormGuard => formGuard(call, publicUrl, () => desk.ids.secret());

  function shown(
    call: Call,
    guard: FormGuard,
    view: FollowView,
    more: { readonly answer?: AnswerForm; readonly remarks?: readonly Remark[]; readonly done?: string } = {},
  ): Page {
    const { answer = EMPTY_ANSWER, remarks = [], done } = more;
    const text = pages.follow({
      view,
      token: tokenOf(call),
      guard: guard.value,
      answer,
      remarks,
      ...(done !== undefined && { done }),
    });
    return secretPage(remarks.length > 0 ? 422 : 200, text, guard.cookies);
  }

  /** A form of the follow page: `take` answers what was done, or remarks with which it is shown again as it was typed. */
  async function posted(
    call: Call,
    take: (view: FollowView, answer: AnswerForm, sent: FormData) => Promise<string | readonly Remark[]>,
  ): Promise<Page> {
    const token = tokenOf(call);
    const view = await followCase(desk, token);
    const guard = guardOf(call);
    const sent = await call.form();
    const answer = readAnswerForm(sent);
    const taken = guard.holds(sent)
      ? await admitSending(desk, call)
          .then(() => take(view, answer, sent))
          .catch(remarksOf)
      : [{ field: 'main', says: UNGUARDED }];
    return typeof taken === 'string'
      ? seeOther(`/follow/${token}?done=${taken}`)
      : shown(call, guard, view, { answer, remarks: taken });
  }

  return {
    followPage: async (call) => {
      const view = await followCase(desk, tokenOf(call));
      const { done = '' } = call.query(z.object({ done: z.string().exactOptional() }));
      const says = Object.hasOwn(DONE, done) ? DONE[done] : undefined;
      return shown(call, guardOf(call), view, says === undefined ? {} : { done: says });
    },

    receiptPage: async (call) => {
      const token = tokenOf(call);
      const view = await followCase(desk, token);
      return secretPage(200, pages.receipt({ view, followUrl: `${publicUrl}/follow/${token}` }));
    },

    answerRequest: (call) =>
      posted(call, async (view, answer, sent) => {
        const { body, remarks, fieldOf } = answerSubmission(view, answer);
        if (remarks.length > 0 && sent.get('action') !== 'send-anyway') return remarks;
        try {
          const addition = parseAs(noticeAddition, body);
          await answerByLink(desk, await caseOfToken(desk, tokenOf(call)), addition);
        } catch (error) {
          return remarksOf(error, fieldOf);
        }
        return 'answered';
      }),

    sendOriginalText: (call) =>
      posted(call, async (view, answer, sent) => {
        const file = sent.get('textFile');
        const uploaded = file instanceof File && file.size > 0 ? await textOf(file) : '';
        if (uploaded === undefined)
          return [{ field: 'textFile', says: 'This is not a text file: save it as plain text in UTF-8.' }];
        const request = parseAs(originalTextRequest, {
          work: answer.textOfWork ?? view.originalTextWanted[0] ?? 0,
          text: uploaded || answer.text,
        });
        await supplyOriginalText(desk, view.caseId, request, COMPLAINANT);
        return 'text';
      }),

    addAddresses: (call) =>
      posted(call, async (view, { moreAddresses, moreOfWork }) => {
        const urls = addressLines(moreAddresses);
        if (urls.length === 0) return [{ field: 'moreAddresses', says: 'Type at least one address.' }];
        const work = view.works.length > 1 && /^\d{1,3}$/.test(moreOfWork) ? Number(moreOfWork) : undefined;
        const { targets } = parseAs(noticeAddition, {
          contact: {},
          works: [],
          targets: urls.map(({ url }) => ({ url, ...(work !== undefined && { work }) })),
        });
        return (await addAddresses(desk, view.caseId, targets)) > 0 ? 'added' : 'known';
      }),

    withdrawPage: async (call) => {
      const token = tokenOf(call);
      const view = await followCase(desk, token);
      const query = call.query(z.object({ item: z.string().default('all') }));
      const item = itemOf(view, query.item);
      const guard = guardOf(call);
      return secretPage(200, pages.withdraw({ view, token, guard: guard.value, item }), guard.cookies);
    },

    withdrawItems: (call) =>
      posted(call, async (view, _answer, sent) => {
        const item = itemOf(view, textField(sent, 'item'));
        await withdrawItems(desk, view.caseId, COMPLAINANT, item === undefined ? undefined : [item]);
        return 'withdrawn';
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
function remarksOf(error: unknown, fieldOf: (pointer: string) => string = fieldName): readonly Remark[] {
  if (!(error instanceof Problem)) throw error;
  const { errors = [] } = error.details;
  if (errors.length === 0) return [{ field: 'main', says: `${error.message}.` }];
  return errors.map(({ pointer, detail }) => ({ field: fieldOf(pointer), says: detail }));
}

const fieldName = (pointer: string): string => {
  const [, first = 'main'] = pointer.split('/');
  return first === 'targets' ? 'moreAddresses' : first;
};

async function textOf(file: File): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}
