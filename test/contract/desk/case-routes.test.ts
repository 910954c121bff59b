import { deskRoutes } from '../../../functions/desk-routes';
import type { Call } from '../../../functions/http';
import type { Actor } from '../../../shared/case/case';
import { DAY } from '../../../shared/clock/instant';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import { changeCase } from '../../../shared/desk/change-case';
import { fileNotice } from '../../../shared/desk/file-notice';
import { readOutbox } from '../../../shared/desk/read-outbox';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import type { CaseId } from '../../../shared/ids';
import { Problem } from '../../../shared/problem';
import { parseAs } from '../../../shared/wire/problem-json';
import type { RoutesOf } from '../../../shared/wire/routes';
import { completeNotice, plenty } from '../support/submissions';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;
const liam = { role: 'LEG', id: 'liam' } as const;
const mona = { role: 'MGR', id: 'mona' } as const;

/** A desk with one complaint, and its routes as staff call them: the body as sent, the answer or why not. */
async function openRoutes() {
  const opened = await openTestDesk();
  const { desk } = opened;
  const { caseId } = await fileNotice(desk, completeNotice(), { key: undefined, idempotencyKey: undefined });
  const routes = deskRoutes(desk, memoryObjectStore(), { issuer: 'https://sign-in.example', clientId: 'c' });
  const post = async (name: RoutesOf<'desk-api'>, by: Actor, sent: unknown = {}, id: CaseId = caseId) => {
    const call: Call = {
      requestId: 'r',
      source: '192.0.2.1',
      param: (_name, parse) => parse(id) ?? fail(),
      query: (schema) => parseAs(schema, {}),
      header: () => undefined,
      cookie: () => undefined,
      body: (schema) => parseAs(schema, sent),
      form: () => Promise.reject(new Error('no form')),
    };
    try {
      const { status, body } = (await routes[name](call, by)) as { status: number; body: unknown };
      return { status, ...(body as object) };
    } catch (error) {
      if (error instanceof Problem) return { refused: error.kind, why: error.message };
      throw error;
    }
  };
  const stateNow = async () => (await desk.cases.load(caseId))!.head.state;
  return { ...opened, caseId, post, stateNow };
}

const fail = (): never => {
  throw new Problem('not_found', 'no such case');
};

describe('what people do to a case, by its routes', () => {
  it('ask for named parts: the list goes out, and only the claim’s holder may ask', async () => {
    const { desk, caseId, post } = await openRoutes();
    const unclaimed = await post('requestInformation', rita, { leaseToken: 1, missing: ['AUTH'] });
    expect(unclaimed).toMatchObject({ refused: 'conflict', why: expect.stringContaining('claim it again') });
    const { claim } = (await post('claimNext', rita)) as unknown as { claim: { lease: { token: number } } };
    const leaseToken = claim.lease.token;
    expect(await post('renewClaim', rita, { leaseToken })).toMatchObject({ status: 200, caseId });
    expect(await post('requestInformation', rita, { leaseToken, missing: [] })).toMatchObject({
      refused: 'invalid',
    });
    expect(
      await post('requestInformation', rita, {
        leaseToken,
        missing: ['AUTH', 'WORK'],
        note: 'Which of your three reports do you mean?',
      }),
    ).toMatchObject({ status: 200, state: 'AWAITING_COMPLAINANT' });
    const asked = (await readOutbox(desk, caseId)).find(
      ({ effect }) => effect.kind === 'mail' && effect.template === 'information_requested',
    );
    expect(asked?.effect).toMatchObject({
      data: { missing: ['AUTH', 'WORK'], note: 'Which of your three reports do you mean?' },
    });
  });

  it('escalate, note, mark, flag and return, each for whom it is', async () => {
    const { desk, caseId, post, stateNow } = await openRoutes();
    expect(await post('returnCase', rita, { note: 'Yours.' })).toMatchObject({
      refused: 'refused',
      why: 'it can not be returned to review, because the case is in review: decide it, pass it to the legal team, or ask for what is missing',
    });
    expect(await post('escalateCase', rita, { reason: '   ' })).toMatchObject({ refused: 'invalid' });
    expect(await post('escalateCase', rita, { reason: 'A ministry complains.' })).toMatchObject({
      state: 'ESCALATED',
    });
    expect(await post('returnCase', rita, { note: 'Yours.' })).toMatchObject({
      refused: 'forbidden',
      why: 'this is for the legal team, not for reviewers',
    });
    expect(
      await post('markCase', mona, { mark: 'press_freedom', reason: 'It is about the minister.' }),
    ).toMatchObject({ status: 200 });
    expect(await post('returnCase', liam, { note: 'No order, a complaint.' })).toMatchObject({
      state: 'IN_REVIEW',
    });
    expect(await post('addNote', mona, { text: 'The minister’s office called.' })).toMatchObject({
      state: 'IN_REVIEW',
    });
    expect(await post('flagAbuse', rita, { signals: ['NEW_DOMAIN'] })).toMatchObject({ refused: 'invalid' });
    expect(await post('flagAbuse', rita, { signals: ['NEW_DOMAIN', 'OLDER_HERE'] })).toMatchObject({
      state: 'ESCALATED',
    });
    expect(await post('takeOverCase', liam, { reason: 'It is with us now.' })).toMatchObject({ caseId });
    expect(await post('renewClaim', rita, { leaseToken: 1 })).toMatchObject({ refused: 'conflict' });
    expect((await desk.cases.timeline(caseId)).map(({ event }) => event)).toEqual([
      'submitted',
      'screened',
      'completed',
      'escalated',
      'marked',
      'returned',
      'noted',
      'abuse_flagged',
      'taken_over',
    ]);
    expect(await stateNow()).toBe('ESCALATED');
  });

  it('withdraw in the complainant’s name: the legal team, item by item', async () => {
    const { desk, caseId, post } = await openRoutes();
    await changeCase(desk, caseId, () => ({
      type: 'items_added',
      actor: { role: 'SYS', id: 'test' },
      receivedAt: desk.now(),
      items: [{ url: 'https://news.demo.example/two', elements: [], deficiencies: [] }],
    }));
    expect(await post('withdrawForComplainant', rita, { items: [1] })).toMatchObject({
      refused: 'forbidden',
    });
    expect(await post('withdrawForComplainant', liam, { items: [7] })).toMatchObject({
      refused: 'refused',
      why: 'this case has no item 7',
    });
    expect(await post('withdrawForComplainant', liam, { items: [1] })).toMatchObject({ state: 'IN_REVIEW' });
    expect(await post('withdrawForComplainant', liam)).toMatchObject({ state: 'WITHDRAWN' });
  });

  it('close what is not ours, and open it again on new facts: the legal team alone', async () => {
    const { desk, post, advance, stateNow } = await openRoutes();
    const { claim } = (await post('claimNext', rita)) as unknown as {
      claim: { lease: { token: number }; version: number };
    };
    const closing = {
      leaseToken: claim.lease.token,
      version: claim.version,
      close: { reasonCode: 'NA_OTHER_LAW', reason: 'A matter of trademarks.' },
    };
    expect(await post('previewDecision', rita, closing)).toMatchObject({ state: 'REJECTED', refusals: [] });
    expect(await post('decideItems', rita, closing)).toMatchObject({ state: 'REJECTED' });
    expect(await post('reopenCase', liam, { newFacts: 'A licence.' })).toMatchObject({ refused: 'refused' });
    advance(200 * DAY);
    await sweepClocks(desk, plenty);
    await sweepClocks(desk, plenty);
    expect(await stateNow()).toBe('CLOSED');
    expect(await post('reopenCase', rita, { newFacts: 'A licence.' })).toMatchObject({
      refused: 'forbidden',
    });
    expect(await post('reopenCase', liam, { newFacts: 'A licence.' })).toMatchObject({ state: 'IN_REVIEW' });
  });

  it('propose, refuse and approve where the case is marked', async () => {
    const { desk, caseId, post } = await openRoutes();
    await post('markCase', rita, { mark: 'authority_order', reason: 'Regional court, 4 O 12/26.' });
    const { claim } = (await post('claimNext', rita)) as unknown as {
      claim: { lease: { token: number }; version: number };
    };
    const decision = {
      leaseToken: claim.lease.token,
      version: claim.version,
      decisions: [{ item: 1, actions: ['disable'], reasonCode: 'UPHELD_VOLUNTARY', reason: 'As ordered.' }],
    };
    expect(await post('previewDecision', rita, decision)).toMatchObject({ approval: ['AUTHORITY_ORDER'] });
    const proposed = (await post('decideItems', rita, decision)) as unknown as { version: number };
    expect(proposed).toMatchObject({ state: 'AWAITING_APPROVAL', awaits: ['AUTHORITY_ORDER'] });
    const { version } = proposed;
    expect(await post('approveDecision', rita, { version })).toMatchObject({ refused: 'forbidden' });
    expect(await post('approveDecision', mona, { version })).toMatchObject({ refused: 'forbidden' });
    expect(await post('refuseDecision', liam, { version, reason: 'Wrong page.' })).toMatchObject({
      state: 'IN_REVIEW',
    });
    const again = (await post('claimCase', rita)) as unknown as typeof claim;
    const second = (await post('decideItems', rita, {
      ...decision,
      leaseToken: again.lease.token,
      version: again.version,
    })) as unknown as { version: number };
    expect(await post('approveDecision', liam, { version: second.version })).toMatchObject({
      state: 'ACTIONED',
    });
    expect((await desk.cases.load(caseId))!.items[0]?.decision).toMatchObject({
      decidedBy: rita,
      approvedBy: liam,
    });
  });

  it('enter what came on paper, and rebuild the queue', async () => {
    const { post } = await openRoutes();
    const filed = await post('fileForComplainant', mona, { notice: { text: 'You copied our report.' } });
    expect(filed).toMatchObject({ status: 201, items: 0 });
    expect(await post('rebuildQueue', mona)).toMatchObject({ cases: 2, mended: 0 });
  });
});
