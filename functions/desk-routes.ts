import type { Actor } from '../shared/case/case';
import { claimCase } from '../shared/desk/claim-case';
import { closeComplaint } from '../shared/desk/close-complaint';
import { listDeadLetters, redriveDeadLetters } from '../shared/desk/dead-letters';
import { decideItems } from '../shared/desk/decide-items';
import type { Desk } from '../shared/desk/desk';
import { deskStatus } from '../shared/desk/desk-status';
import { listQueue } from '../shared/desk/list-queue';
import { createPublisher, issueKey } from '../shared/desk/publishers';
import { readCase } from '../shared/desk/read-case';
import { readOutbox } from '../shared/desk/read-outbox';
import { readTexts } from '../shared/desk/read-texts';
import { releaseCase } from '../shared/desk/release-case';
import { putSite, readSite } from '../shared/desk/site-settings';
import { supplyOriginalText } from '../shared/desk/supply-original-text';
import { trace } from '../shared/desk/trace';
import { undoDecision } from '../shared/desk/undo-decision';
import { parseCaseId, parseOwnerId, parsePublisherId, parseSiteId } from '../shared/ids';
import {
  claimRequest,
  originalTextRequest,
  redriveRequest,
  releaseRequest,
} from '../shared/wire/case-requests';
import { contracts } from '../shared/wire/contracts';
import type { SignIn } from '../shared/wire/case-answers';
import { decisionRequest } from '../shared/wire/decision-request';
import { createPublisherRequest, issueKeyRequest } from '../shared/wire/publishers';
import { putSiteRequest } from '../shared/wire/site-settings';
import { accepted, type Call, created, type Handlers, ok } from './http';

type RoutesDesk = Pick<
  Desk,
  'now' | 'ids' | 'articles' | 'cases' | 'outbox' | 'registry' | 'records' | 'work' | 'cms'
>;

const parseItemNumber = (text: string) => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined);
const caseIdOf = (call: Call) => call.param('caseId', parseCaseId);

/** What staff call: parse, one verb, answer. */
export const deskRoutes = (desk: RoutesDesk, signIn: SignIn): Handlers<'desk-api', Actor> => ({
  signIn: async () => ok(signIn),
  listQueue: async (call) => ok(await listQueue(desk, call.query(contracts.listQueue.query))),
  readCase: async (call) => ok(await readCase(desk, caseIdOf(call))),
  readTexts: async (call) =>
    ok(await readTexts(desk, caseIdOf(call), call.param('item', parseItemNumber))),
  claimCase: async (call, actor) => {
    const { takeOver } = call.body(claimRequest);
    return ok(await claimCase(desk, caseIdOf(call), actor, takeOver));
  },
  releaseCase: async (call, actor) => {
    const { leaseToken } = call.body(releaseRequest);
    await releaseCase(desk, caseIdOf(call), actor, leaseToken);
    return ok({ caseId: caseIdOf(call) });
  },
  decideItems: async (call, actor) => {
    const request = call.body(decisionRequest);
    return ok(
      'close' in request
        ? await closeComplaint(desk, caseIdOf(call), actor, request)
        : await decideItems(desk, caseIdOf(call), actor, request),
    );
  },
  undoDecision: async (call, actor) => ok(await undoDecision(desk, caseIdOf(call), actor)),
  addOriginalText: async (call, actor) => {
    await supplyOriginalText(desk, caseIdOf(call), call.body(originalTextRequest), actor);
    return accepted({ caseId: caseIdOf(call) }, `/cases/${caseIdOf(call)}`);
  },
  readOutbox: async (call) => ok({ entries: await readOutbox(desk, call.param('owner', parseOwnerId)) }),
  trace: async (call) => ok(await trace(desk, call.param('id', parseOwnerId))),
  listDeadLetters: async (call) => {
    const { limit } = call.query(contracts.listDeadLetters.query);
    return ok({ deadLetters: await listDeadLetters(desk, limit) });
  },
  redriveDeadLetters: async (call) => ok({ sent: await redriveDeadLetters(desk, call.body(redriveRequest)) }),
  readDeskStatus: async () => ok(await deskStatus(desk)),
  readSite: async (call) => ok(await readSite(desk, call.param('siteId', parseSiteId))),
  putSite: async (call) => {
    const { settings, cmsSecret } = call.body(putSiteRequest);
    return ok(await putSite(desk, call.param('siteId', parseSiteId), settings, cmsSecret));
  },
  createPublisher: async (call) => {
    const publisher = await createPublisher(desk, call.body(createPublisherRequest));
    return created(publisher, `/publishers/${publisher.id}`);
  },
  issueKey: async (call) => {
    const publisherId = call.param('publisherId', parsePublisherId);
    const issued = await issueKey(desk, publisherId, call.body(issueKeyRequest));
    return created(issued, `/publishers/${publisherId}/keys/${issued.id}`);
  },
});
