import { advisoryAnswer, takeAdvisory } from '../shared/desk/advise-article';
import { answerByLink } from '../shared/desk/answer-case';
import type { Desk } from '../shared/desk/desk';
import { assertOwnHost } from '../shared/desk/domain-proof';
import { fileNotice } from '../shared/desk/file-notice';
import { readArticle, submissionAnswer } from '../shared/desk/read-article';
import { caseOfToken, readStatus } from '../shared/desk/read-status';
import { registerLicence } from '../shared/desk/register-licence';
import { submitArticle } from '../shared/desk/submit-article';
import { supplyOriginalText } from '../shared/desk/supply-original-text';
import { withdrawItems } from '../shared/desk/withdraw-items';
import { parseArticleId } from '../shared/ids';
import { articleAdvisory, articleSubmission } from '../shared/wire/article-submission';
import { originalTextRequest, withdrawRequest } from '../shared/wire/case-requests';
import { licenceRegistration } from '../shared/wire/licence-registration';
import { noticeAddition, noticeSubmission } from '../shared/wire/notice-submission';
import { type OpenApiDocument, openApiDocument } from '../shared/wire/openapi';
import { accepted, type Call, created, type Handlers, ok } from './http';
import { idempotencyKeyOf, filerOf, type KeyHolder, senderOf, sourceOf } from './key-holder';

type RoutesDesk = Pick<Desk, 'now' | 'ids' | 'articles' | 'cases' | 'registry' | 'records' | 'work'>;

const COMPLAINANT = { role: 'CMP', id: 'complainant' } as const;

const tokenOf = (call: Call): string => call.param('token', (text) => text);

/** What publishers, feeds and complainants call: parse, one verb, answer. */
export function intakeRoutes(desk: RoutesDesk, publicUrl: string): Handlers<'intake-api', KeyHolder> {
  async function takeIn(call: Call, key: KeyHolder, original: boolean) {
    const submission = call.body(articleSubmission);
    const sender = senderOf(key, original);
    if (original) await assertOwnHost(desk, sender.submitter, submission.url);
    const { row, replayed } = await submitArticle(desk, submission, sender, idempotencyKeyOf(call));
    return accepted(submissionAnswer(row, replayed, publicUrl), `/articles/${row.id}`);
  }

  /** Made once, when first asked for. */
  let document: OpenApiDocument | undefined;
  const openApi = () => (document ??= openApiDocument(publicUrl));

  return {
    health: async () => ok({ status: 'ok' }),
    canaryWebhook: async () => ok({ taken: true }),
    openApi: async () => ok(openApi()),
    submitArticle: (call, key) => takeIn(call, key, false),
    adviseArticle: async (call, key) => {
      const advisory = call.body(articleAdvisory);
      const registers = advisory.kind === 'article.corrected' && advisory.original === true;
      const source = sourceOf(key, registers ? ['originals:write'] : ['articles:write', 'originals:write']);
      if (registers) await assertOwnHost(desk, senderOf(key, true).submitter, advisory.url);
      return accepted(advisoryAnswer(await takeAdvisory(desk, advisory, source, desk.now())), '/articles');
    },
    registerOriginal: (call, key) => takeIn(call, key, true),
    readArticle: async (call, key) => {
      const id = call.param('articleId', parseArticleId);
      return ok(await readArticle(desk, id, senderOf(key, false).submitter));
    },
    registerLicence: async (call, key) => {
      const { submitter } = senderOf(key, true);
      const licence = await registerLicence(desk, submitter, call.body(licenceRegistration));
      return created(licence, `/licences/${licence.id}`);
    },
    submitNotice: async (call, key) => {
      const by = { key: filerOf(key), idempotencyKey: idempotencyKeyOf(call) };
      const receipt = await fileNotice(desk, call.body(noticeSubmission), by);
      const path = `/status/${receipt.statusToken}`;
      const pageUrl = `${publicUrl}/follow/${receipt.statusToken}`;
      return created({ ...receipt, statusUrl: publicUrl + path, pageUrl }, path);
    },
    readStatus: async (call) => ok(await readStatus(desk, tokenOf(call))),
    completeComplaint: async (call) => {
      const file = await caseOfToken(desk, tokenOf(call));
      await answerByLink(desk, file, call.body(noticeAddition));
      return accepted({ caseId: file.head.id }, `/status/${tokenOf(call)}`);
    },
    withdrawComplaint: async (call) => {
      const { head } = await caseOfToken(desk, tokenOf(call));
      await withdrawItems(desk, head.id, COMPLAINANT, call.body(withdrawRequest).items);
      return accepted({ caseId: head.id }, `/status/${tokenOf(call)}`);
    },
    supplyOriginalText: async (call) => {
      const { head } = await caseOfToken(desk, tokenOf(call));
      await supplyOriginalText(desk, head.id, call.body(originalTextRequest), COMPLAINANT);
      return accepted({ caseId: head.id }, `/status/${tokenOf(call)}`);
    },
  };
}
