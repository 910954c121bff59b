import type { ObjectStore } from '../shared/corpus/object-store';
import type { Actor } from '../shared/case/case';
import { HOUR } from '../shared/clock/instant';
import { listKeys, revokeKey, rotateKey } from '../shared/desk/account-keys';
import { acknowledgeAlert } from '../shared/desk/alerting/acknowledge-alert';
import { listAlerts } from '../shared/desk/alerting/list-alerts';
import { correctContact } from '../shared/desk/correct-contact';
import { listDeliveries } from '../shared/desk/list-deliveries';
import { listGates, orderDeliveries } from '../shared/desk/order-deliveries';
import { replayOne, replayWindow } from '../shared/desk/replay-deliveries';
import { rotateSecret } from '../shared/desk/rotate-secret';
import { approveDecision } from '../shared/desk/approve-decision';
import { claimCase, renewClaim, takeOverCase } from '../shared/desk/claim-case';
import { claimNext } from '../shared/desk/claim-next';
import { closeComplaint } from '../shared/desk/close-complaint';
import { listDeadLetters, redriveDeadLetters } from '../shared/desk/dead-letters';
import { decideItems } from '../shared/desk/decide-items';
import type { Desk } from '../shared/desk/desk';
import { deskStatus } from '../shared/desk/desk-status';
import { fileForComplainant } from '../shared/desk/file-for-complainant';
import { listChains } from '../shared/desk/list-chains';
import { listReveals } from '../shared/desk/list-reveals';
import { findCases } from '../shared/desk/find-cases';
import { listQueue } from '../shared/desk/list-queue';
import { mergeCase } from '../shared/desk/merge-case';
import { moveCase } from '../shared/desk/move-case';
import { previewDecision } from '../shared/desk/preview-decision';
import { createPublisher, issueKey } from '../shared/desk/publishers';
import { readAudit } from '../shared/desk/read-audit';
import { readCase } from '../shared/desk/read-case';
import { lookAtCase } from '../shared/desk/look-at-case';
import { readHistory } from '../shared/desk/read-history';
import { readOutboxPage } from '../shared/desk/read-outbox';
import { readTexts } from '../shared/desk/read-texts';
import { rebuildQueue } from '../shared/desk/rebuild-queue';
import { releaseCase } from '../shared/desk/release-case';
import { revealContact } from '../shared/desk/reveal-contact';
import { sendNow } from '../shared/desk/send-now';
import { selfCheck } from '../shared/desk/self-check';
import { putSite, readSite, siteTag } from '../shared/desk/site-settings';
import { rebuildStatistics, statistics } from '../shared/desk/statistics';
import { supplyOriginalText } from '../shared/desk/supply-original-text';
import { trace } from '../shared/desk/trace';
import { excludePassages, listExclusions, revokeExclusion } from '../shared/desk/exclude-passage';
import { undoDecision } from '../shared/desk/undo-decision';
import {
  parseAlertId,
  parseCaseId,
  parseExclusionId,
  parseKeyId,
  parseOwnerId,
  parsePublisherId,
  parseSiteId,
} from '../shared/ids';
import {
  abuseRequest,
  approveRequest,
  claimNextRequest,
  dateRequest,
  escalateRequest,
  filingRequest,
  findRequest,
  exclusionRequest,
  informationRequest,
  leaseRequest,
  markRequest,
  mergeRequest,
  noteRequest,
  originalTextRequest,
  rebuildRequest,
  redriveRequest,
  refuseRequest,
  remarkRequest,
  reopenRequest,
  takeOverRequest,
  withdrawRequest,
} from '../shared/wire/case-requests';
import { revealRequest, revealsQuery } from '../shared/wire/audit-requests';
import { contracts } from '../shared/wire/contracts';
import type { SignIn } from '../shared/wire/case-answers';
import { decisionRequest } from '../shared/wire/decision-request';
import {
  acknowledgeRequest,
  contactRequest,
  deliveriesQuery,
  gateRequest,
  replayRequest,
  rotateSecretRequest,
} from '../shared/wire/delivery-requests';
import { createPublisherRequest, issueKeyRequest } from '../shared/wire/publishers';
import { statisticsQuery } from '../shared/wire/statistics';
import { putSiteRequest } from '../shared/wire/site-settings';
import { accepted, type Call, created, type Handlers, ok, tagged } from './http';
import { requiredPrecondition, versionTag } from './preconditions';

type RoutesDesk = Pick<
  Desk,
  | 'now'
  | 'ids'
  | 'articles'
  | 'cases'
  | 'exclusions'
  | 'outbox'
  | 'gates'
  | 'alertBook'
  | 'due'
  | 'pulses'
  | 'figures'
  | 'mailboxes'
  | 'registry'
  | 'records'
  | 'work'
  | 'queueAges'
  | 'cms'
>;

const parseItemNumber = (text: string) => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined);
const caseIdOf = (call: Call) => call.param('caseId', parseCaseId);

/** What staff call: parse, one verb, answer. */
export const deskRoutes = (
  desk: RoutesDesk,
  corpus: Pick<ObjectStore, 'list'>,
  signIn: SignIn,
): Handlers<'desk-api', Actor> => ({
  signIn: async () => ok(signIn),
  listQueue: async (call, { role }) => ok(await listQueue(desk, call.query(contracts.listQueue.query), role)),
  findCases: async (call, { role }) => ok(await findCases(desk, call.body(findRequest), role)),
  fileForComplainant: async (call, actor) => {
    const { notice, receivedAt } = call.body(filingRequest);
    const receipt = await fileForComplainant(desk, actor, notice, receivedAt);
    return created(receipt, `/cases/${receipt.caseId}`);
  },
  readCase: async (call, { role }) => {
    const view = await readCase(desk, caseIdOf(call), role);
    return tagged(ok(view), versionTag(view.version));
  },
  readTexts: async (call) => ok(await readTexts(desk, caseIdOf(call), call.param('item', parseItemNumber))),
  readHistory: async (call) => ok(await readHistory(desk, caseIdOf(call))),
  lookAtCase: async (call, { id }) => ok(await lookAtCase(desk, caseIdOf(call), id)),
  claimNext: async (call, actor) => {
    const { siteId } = call.body(claimNextRequest);
    return ok(await claimNext(desk, actor, siteId));
  },
  rebuildQueue: async (call) => ok(await rebuildQueue(desk, call.body(rebuildRequest).cursor)),
  claimCase: async (call, actor) => ok(await claimCase(desk, caseIdOf(call), actor)),
  renewClaim: async (call, actor) => {
    const { leaseToken } = call.body(leaseRequest);
    return ok(await renewClaim(desk, caseIdOf(call), actor, leaseToken));
  },
  takeOverCase: async (call, actor) => {
    const { reason } = call.body(takeOverRequest);
    return ok(await takeOverCase(desk, caseIdOf(call), actor, reason));
  },
  releaseCase: async (call, actor) => {
    const { leaseToken } = call.body(leaseRequest);
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
  previewDecision: async (call, actor) =>
    ok(await previewDecision(desk, caseIdOf(call), actor, call.body(decisionRequest))),
  approveDecision: async (call, actor) =>
    ok(await approveDecision(desk, caseIdOf(call), actor, call.body(approveRequest))),
  refuseDecision: async (call, actor) =>
    ok(
      await moveCase(desk, caseIdOf(call), actor, { type: 'proposal_refused', ...call.body(refuseRequest) }),
    ),
  requestInformation: async (call, actor) =>
    ok(
      await moveCase(desk, caseIdOf(call), actor, {
        type: 'information_requested',
        ...call.body(informationRequest),
      }),
    ),
  completeScreening: async (call, actor) =>
    ok(await moveCase(desk, caseIdOf(call), actor, { type: 'completed', ...call.body(remarkRequest) })),
  escalateCase: async (call, actor) =>
    ok(await moveCase(desk, caseIdOf(call), actor, { type: 'escalated', ...call.body(escalateRequest) })),
  returnCase: async (call, actor) =>
    ok(await moveCase(desk, caseIdOf(call), actor, { type: 'returned', ...call.body(remarkRequest) })),
  reopenCase: async (call, actor) =>
    ok(await moveCase(desk, caseIdOf(call), actor, { type: 'reopened', ...call.body(reopenRequest) })),
  withdrawForComplainant: async (call, actor) =>
    ok(
      await moveCase(desk, caseIdOf(call), actor, {
        type: 'withdrawn',
        verified: true,
        ...call.body(withdrawRequest),
      }),
    ),
  mergeCase: async (call, actor) =>
    ok(await mergeCase(desk, caseIdOf(call), call.body(mergeRequest).into, actor)),
  addNote: async (call, actor) =>
    ok(await moveCase(desk, caseIdOf(call), actor, { type: 'noted', ...call.body(noteRequest) })),
  flagAbuse: async (call, actor) =>
    ok(await moveCase(desk, caseIdOf(call), actor, { type: 'abuse_flagged', ...call.body(abuseRequest) })),
  markCase: async (call, actor) =>
    ok(await moveCase(desk, caseIdOf(call), actor, { type: 'marked', ...call.body(markRequest) })),
  undoDecision: async (call, actor) => ok(await undoDecision(desk, caseIdOf(call), actor)),
  sendNow: async (call, actor) => ok(await sendNow(desk, caseIdOf(call), actor)),
  excludePassages: async (call, actor) => {
    const caseId = caseIdOf(call);
    const exclusions = await excludePassages(desk, caseId, actor, call.body(exclusionRequest));
    return created({ exclusions }, `/cases/${caseId}/exclusions`);
  },
  listExclusions: async (call) => ok({ exclusions: await listExclusions(desk, caseIdOf(call)) }),
  revokeExclusion: async (call) =>
    ok(await revokeExclusion(desk, caseIdOf(call), call.param('exclusionId', parseExclusionId))),
  addOriginalText: async (call, actor) => {
    await supplyOriginalText(desk, caseIdOf(call), call.body(originalTextRequest), actor);
    return accepted({ caseId: caseIdOf(call) }, `/cases/${caseIdOf(call)}`);
  },
  recordDate: async (call, actor) => {
    const { item, ...dated } = call.body(dateRequest);
    return ok(await moveCase(desk, caseIdOf(call), actor, { type: 'date_recorded', item, dated }));
  },
  readOutbox: async (call) =>
    ok(await readOutboxPage(desk, call.param('owner', parseOwnerId), call.query(contracts.readOutbox.query))),
  trace: async (call) => ok(await trace(desk, call.param('id', parseOwnerId))),
  listDeadLetters: async (call) => {
    const { limit } = call.query(contracts.listDeadLetters.query);
    return ok({ deadLetters: await listDeadLetters(desk, limit) });
  },
  redriveDeadLetters: async (call) => ok({ sent: await redriveDeadLetters(desk, call.body(redriveRequest)) }),
  listDeliveries: async (call) => {
    const { siteId, ...window } = call.query(deliveriesQuery);
    return ok(await listDeliveries(desk, siteId, window));
  },
  replayDeliveries: async (call, actor) => {
    const request = call.body(replayRequest);
    return ok(
      'owner' in request
        ? await replayOne(desk, request, actor)
        : await replayWindow(desk, request.siteId, request, actor),
    );
  },
  listGates: async () => ok({ gates: await listGates(desk) }),
  orderDeliveries: async (call, actor) => {
    const { siteId, did, reason } = call.body(gateRequest);
    return ok(await orderDeliveries(desk, siteId ?? 'DESK', did, actor, reason));
  },
  listAlerts: async (call) => ok(await listAlerts(desk, call.query(contracts.listAlerts.query))),
  acknowledgeAlert: async (call, actor) => {
    const { note } = call.body(acknowledgeRequest);
    const id = call.param('alertId', parseAlertId);
    return ok({ id, ...(await acknowledgeAlert(desk, id, actor, note)) });
  },
  correctContact: async (call, actor) =>
    ok(await correctContact(desk, caseIdOf(call), actor, call.body(contactRequest))),
  revealContact: async (call, actor) =>
    ok(await revealContact(desk, caseIdOf(call), actor, call.body(revealRequest))),
  readAudit: async (call, { role }) => ok(await readAudit(desk, caseIdOf(call), role)),
  listChains: async (call) => ok(await listChains(desk, call.query(contracts.listChains.query).cursor)),
  listReveals: async (call) => ok(await listReveals(desk, call.query(revealsQuery))),
  selfCheck: async () => ok(await selfCheck(desk, corpus)),
  readDeskStatus: async () => ok(await deskStatus(desk)),
  statistics: async (call) => ok(await statistics(desk, corpus, call.query(statisticsQuery))),
  rebuildStatistics: async (call) => ok(await rebuildStatistics(desk, call.body(rebuildRequest).cursor)),
  readSite: async (call) => {
    const settings = await readSite(desk, call.param('siteId', parseSiteId));
    return tagged(ok(settings), siteTag(settings));
  },
  putSite: async (call) => {
    const { settings, cmsSecret } = call.body(putSiteRequest);
    const precondition = requiredPrecondition(call);
    const siteId = call.param('siteId', parseSiteId);
    const stored = await putSite(desk, siteId, settings, cmsSecret, precondition);
    return tagged(ok(stored), siteTag(stored));
  },
  rotateSecret: async (call) => {
    const { secret, keepFormerHours } = call.body(rotateSecretRequest);
    return ok(
      await rotateSecret(desk, call.param('siteId', parseSiteId), {
        ...(secret !== undefined && { secret }),
        keepFormerMs: keepFormerHours * HOUR,
      }),
    );
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
  listIssuedKeys: async (call) =>
    ok({ keys: await listKeys(desk, call.param('publisherId', parsePublisherId)) }),
  rotateIssuedKey: async (call) => {
    const publisherId = call.param('publisherId', parsePublisherId);
    const issued = await rotateKey(desk, publisherId, call.param('keyId', parseKeyId));
    return created(issued, `/publishers/${publisherId}/keys/${issued.id}`);
  },
  revokeIssuedKey: async (call) => {
    const id = call.param('keyId', parseKeyId);
    await revokeKey(desk, call.param('publisherId', parsePublisherId), id);
    return ok({ id });
  },
});
