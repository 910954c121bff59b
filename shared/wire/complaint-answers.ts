import { z } from 'zod';
import type { StatusView } from '../desk/read-status';
import type { FiledReceipt } from '../desk/file-for-complainant';
import type { NoticeReceipt } from '../desk/submit-notice';
import { answering } from './answering';
import { caseState, itemState, missingPart, noticeWarning } from './case-answers';
import { caseIdField, instantField } from './fields';
import { noticeParticulars, work } from './notice-submission';

/** Answer of POST /notices. */
export const noticeReceipt = answering<
  NoticeReceipt & { readonly statusUrl: string; readonly pageUrl: string }
>()(
  z.object({
    caseId: caseIdField,
    state: caseState,
    receivedAt: instantField,
    dueAt: instantField.exactOptional().meta({
      description: 'Of the decision; absent while the clock waits for the sender',
    }),
    timeLeft: z.string(),
    statusToken: z.string().meta({ description: 'Opens the status page; nobody else knows it' }),
    statusUrl: z.string(),
    pageUrl: z.string().meta({ description: 'The same as a page for people' }),
    missing: z.array(missingPart),
    items: z.int(),
    warnings: z.array(noticeWarning),
    replayed: z.boolean().meta({ description: 'Answered once before, under the same idempotency key' }),
  }),
);

/** Answer of POST /cases: the status link goes to the complainant alone. */
export const filedReceipt = answering<FiledReceipt>()(
  noticeReceipt.omit({ statusToken: true, statusUrl: true, pageUrl: true, replayed: true }),
);

/** Answer of GET /status/{token}. */
export const statusAnswer = answering<StatusView>()(
  z.object({
    caseId: caseIdField,
    state: caseState,
    receivedAt: instantField,
    dueAt: instantField.exactOptional(),
    timeLeft: z.string(),
    missing: z.array(missingPart),
    originalTextWanted: z.array(z.int()).meta({
      description: 'Works, counted from 0, whose original text we need to compare',
    }),
    pleaseSend: z.string().exactOptional(),
    given: noticeParticulars
      .omit({ language: true, statedDate: true })
      .extend({ works: z.array(work.omit({ text: true })) })
      .exactOptional()
      .meta({ description: 'While something is missing: what was given so far' }),
    items: z.array(
      z.object({
        no: z.int(),
        url: z.string(),
        state: itemState,
        compared: z.enum(['pending', 'compared', 'not_compared']),
        missing: z.array(missingPart),
        reasonCode: z.string().exactOptional(),
        reason: z.string().exactOptional(),
        orderedAt: instantField.exactOptional(),
        acknowledgedAt: instantField.exactOptional(),
        confirmedGoneAt: instantField.exactOptional(),
      }),
    ),
  }),
);
