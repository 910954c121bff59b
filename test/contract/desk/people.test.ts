import type { Actor } from '../../../shared/case/case';
import type { CaseEvent } from '../../../shared/case/event';
import { groupItems } from '../../../shared/case/group-items';
import { proposedItems } from '../../../shared/case/proposal';
import { ITEMS_PER_WRITE } from '../../../shared/case/transition';
import { HOUR, MINUTE, plus, SECOND } from '../../../shared/clock/instant';
import { approveDecision } from '../../../shared/desk/approve-decision';
import { changeCase } from '../../../shared/desk/change-case';
import { claimCase, renewClaim, takeOverCase } from '../../../shared/desk/claim-case';
import { claimNext } from '../../../shared/desk/claim-next';
import { decideItems } from '../../../shared/desk/decide-items';
import type { Desk } from '../../../shared/desk/desk';
import { fileForComplainant } from '../../../shared/desk/file-for-complainant';
import { fileNotice } from '../../../shared/desk/file-notice';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { listQueue } from '../../../shared/desk/list-queue';
import { mergeCase } from '../../../shared/desk/merge-case';
import { moveCase } from '../../../shared/desk/move-case';
import { previewDecision } from '../../../shared/desk/preview-decision';
import { readCase } from '../../../shared/desk/read-case';
import { readOutbox } from '../../../shared/desk/read-outbox';
import { putSite } from '../../../shared/desk/site-settings';
import { submitArticle } from '../../../shared/desk/submit-article';
import { undoDecision } from '../../../shared/desk/undo-decision';
import type { CaseId } from '../../../shared/ids';
import { Problem } from '../../../shared/problem';
import { completeNotice, feed, harbour, nobody, plenty } from '../support/submissions';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;
const rolf = { role: 'REV', id: 'rolf' } as const;
const liam = { role: 'LEG', id: 'liam' } as const;

/** A complete complaint of `count` pages of ours, none of which can be compared: reviewers decide by what they see. */
let stories = 0;

async function complaint({ desk }: TestDesk, count = 1): Promise<CaseId> {
  const notice = completeNotice();
  const targets = Array.from({ length: count }, (_, i) => ({
    url: `https://news.demo.example/${++stories}/${i + 1}`,
    work: 0,
    part: 'whole_text' as const,
  }));
  const { caseId } = await fileNotice(desk, { ...notice, targets }, nobody);
  await gatherEvidence(desk, caseId, plenty);
  return caseId;
}

/** One of `count` pages, each the article of one of two feeds and compared: what a publisher's crawler sends. */
async function longComplaint(opened: TestDesk, count: number): Promise<CaseId> {
  const { desk } = opened;
  const id = await complaint(opened);
  const { receivedAt } = (await stateOf(desk, id)).head;
  for (let from = 1; from < count; from += 25)
    await changeCase(
      desk,
      id,
      () => ({
        type: 'items_added',
        actor: { role: 'SYS', id: 'test' },
        receivedAt,
        items: numbers(Math.min(25, count - from)).map((no) => ({
          url: `https://news.demo.example/story/${from + no}`,
          articleId: desk.ids.article(),
          respondent: `feed-${(from + no) % 2}`,
          elements: ['i', 'ii', 'iii', 'iv', 'v', 'vi'],
          deficiencies: [],
          comparison: {
            outcome: 'compared',
            evidenceKey: 'evidence/none',
            sha256: 'e'.repeat(64),
            summary: {
              verdict: 'copy',
              articleCoverage: 0.96 + no / 1_000,
              originalCoverage: 0.9,
              ownWords: 400 + no,
              quotedWords: 0,
              longestRunWords: 90,
            },
          },
        })),
      }),
      () => [],
    );
  return id;
}

const takeDown = (item: number) => ({
  item,
  actions: ['disable' as const],
  reasonCode: 'UPHELD_VOLUNTARY' as const,
  reason: 'We take it down without a finding.',
});

async function request(desk: Desk, id: CaseId, by: Actor, items: readonly number[]) {
  const { lease } = await claimCase(desk, id, by);
  const { version } = await readCase(desk, id);
  return { leaseToken: lease.token, version, decisions: items.map(takeDown) };
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const stateOf = async (desk: Desk, id: CaseId) => (await desk.cases.load(id))!;

describe('claims', () => {
  it('two reviewers, an expired lease, both decide at once: exactly one decision', async () => {
    const opened = await openTestDesk();
    const { desk, advance, another } = opened;
    const id = await complaint(opened);
    const ritas = await request(desk, id, rita, [1]);
    advance(11 * MINUTE);
    const rolfs = await request(desk, id, rolf, [1]);
    const tried = await Promise.allSettled([
      decideItems(desk, id, rita, ritas),
      decideItems(another(), id, rolf, rolfs),
      decideItems(another(), id, rita, { ...ritas, version: rolfs.version }),
    ]);
    expect(tried.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    const { items } = await stateOf(desk, id);
    expect(items[0]?.decision?.decidedBy).toEqual(rolf);
    const orders = (await readOutbox(desk, id)).filter(({ effect }) => effect.kind === 'cms');
    expect(orders).toHaveLength(1);
  });

  it('last as long as the heart beats, end visibly, and are taken over with a reason', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const id = await complaint(opened);
    const { lease } = await claimCase(desk, id, rita);
    for (let beat = 0; beat < 3; beat += 1) {
      advance(9 * MINUTE);
      const renewed = await renewClaim(desk, id, rita, lease.token);
      expect(renewed.lease.token).toBe(lease.token);
      expect((await readCase(desk, id)).lease).toEqual(renewed.lease);
    }
    expect((await listQueue(desk, { limit: 5, assignee: 'rita' })).cases).toMatchObject([{ caseId: id }]);
    const taken = await takeOverCase(desk, id, rolf, 'Rita is ill.');
    await expect(renewClaim(desk, id, rita, lease.token)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('rolf has taken this case over'),
    });
    expect((await readCase(desk, id)).timeline.at(-1)).toMatchObject({
      event: 'taken_over',
      facts: { takenFrom: 'rita', reason: 'Rita is ill.', token: taken.lease.token },
    });
    expect((await listQueue(desk, { limit: 5, assignee: 'rita' })).cases).toEqual([]);
    advance(11 * MINUTE);
    expect((await readCase(desk, id)).lease).toBeUndefined();
  });
});

it('a heartbeat on a case of many pages read the holds of each of them', async () => {
  const opened = await openTestDesk();
  const { desk } = opened;
  const id = await longComplaint(opened, 40);
  let read = 0;
  const counting: Desk = {
    ...desk,
    articles: { ...desk.articles, holds: (article) => ((read += 1), desk.articles.holds(article)) },
  };
  const { lease } = await claimCase(counting, id, rita);
  await renewClaim(counting, id, rita, lease.token);
  await moveCase(counting, id, rita, { type: 'noted', text: 'Half of it is read.' });
  expect(read).toBe(0);
});

describe('the next case', () => {
  it('goes to each of several who ask at once, one each, in the order of the queue', async () => {
    const opened = await openTestDesk();
    const { desk, advance, another } = opened;
    const ids: CaseId[] = [];
    for (let i = 0; i < 4; i += 1) {
      ids.push(await complaint(opened));
      advance(MINUTE);
    }
    const asked = await Promise.all(
      ['rita', 'rolf', 'rosa'].map((id) => claimNext(another(), { role: 'REV', id })),
    );
    const got = asked.map(({ claim }) => claim?.caseId);
    expect(new Set(got)).toEqual(new Set(ids.slice(0, 3)));
    expect((await claimNext(desk, { role: 'REV', id: 'ruth' })).claim?.caseId).toBe(ids[3]);
    expect(await claimNext(desk, rita)).toEqual({ claim: null });
  });

  it('is none of one’s own filing, none of one’s own proposal, and nobody else’s; a claim that ran out is free', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const own = await complaint(opened);
    const { head } = await stateOf(desk, own);
    await desk.cases.commit({
      expectedVersion: head.version,
      head: { ...head, version: head.version + 1, filedBy: 'rita' },
      changedItems: [],
      timeline: [],
      outbox: [],
      holds: [],
    });
    expect(await claimNext(desk, rita)).toEqual({ claim: null });
    expect((await claimNext(desk, rolf)).claim?.caseId).toBe(own);
    advance(11 * MINUTE);
    expect((await claimNext(desk, liam)).claim?.caseId).toBe(own);
  });

  it('is an escalated one for the legal team alone, and an order before all others', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const first = await complaint(opened);
    const order = await complaint(opened);
    await moveCase(desk, order, rita, {
      type: 'marked',
      mark: 'authority_order',
      on: true,
      reason: 'The order is attached.',
    });
    expect((await listQueue(desk, { limit: 5 })).cases.map(({ caseId }) => caseId)).toEqual([order, first]);
    await moveCase(desk, order, rita, { type: 'escalated', reason: 'An order of a court.' });
    expect((await claimNext(desk, rita)).claim?.caseId).toBe(first);
    expect((await claimNext(desk, liam)).claim?.caseId).toBe(order);
  });
});

// A request for missing parts came back; only the alert knew, and no reviewer was ever given the case.
describe('a case whose complainant cannot be reached', () => {
  it('is given to a reviewer, until the contact is put right', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const id = await complaint(opened);
    const { lease } = await claimCase(desk, id, rita);
    const system = { role: 'SYS', id: 'test' } as const;
    const happens = (event: CaseEvent) => changeCase(desk, id, () => event);
    await happens({
      type: 'information_requested',
      actor: rita,
      leaseToken: lease.token,
      missing: ['SIG'],
    });
    await happens({ type: 'mail_sent', actor: system, template: 'information_requested' });
    expect(await claimNext(desk, rolf)).toEqual({ claim: null });

    const lost = { template: 'information_requested', to: 'complainant' } as const;
    await happens({ type: 'mail_bounced', actor: system, ...lost });
    const waiting = await listQueue(desk, { limit: 5, state: 'AWAITING_COMPLAINANT' });
    expect(waiting.cases.map(({ caseId }) => caseId)).toEqual([id]);
    const { claim } = await claimNext(desk, rolf);
    expect(claim?.caseId).toBe(id);

    await happens({ type: 'contact_corrected', actor: rolf, party: 'complainant', note: 'By telephone.' });
    await happens({ type: 'released', actor: rolf, leaseToken: claim!.lease.token });
    expect(await claimNext(desk, rita)).toEqual({ claim: null });
    const again = await listQueue(desk, { limit: 5, state: 'AWAITING_COMPLAINANT' });
    expect(again.cases.map(({ caseId }) => caseId)).toEqual([id]);
  });
});

describe('one decision on more pages than one write holds', () => {
  it('is previewed, made in parts, gone on with after it broke off, and taken back whole', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const id = await longComplaint(opened, 110);
    const asItCame = await stateOf(desk, id);
    expect(groupItems(asItCame.items).map(({ items }) => items.length)).toEqual([1, 109]);
    const { lease } = await claimCase(desk, id, rita);
    const { version } = (await stateOf(desk, id)).head;
    const asked = { leaseToken: lease.token, version, decisions: numbers(110).map(takeDown) };

    const before = await stateOf(desk, id);
    const preview = await previewDecision(desk, id, rita, asked);
    expect(preview).toMatchObject({ refusals: [], approval: [], state: 'ACTIONED', outcome: 'UPHELD' });
    expect(preview.items).toHaveLength(110);
    expect(preview.orders).toHaveLength(110);
    // The first page is nobody's article: its statement goes to who answers for the site.
    expect(preview.letters.map(({ to, respondent, items }) => [to, respondent, items.length])).toEqual([
      ['complainant', undefined, 110],
      ['respondent', undefined, 1],
      ['respondent', 'feed-0', 55],
      ['respondent', 'feed-1', 54],
    ]);
    expect(preview.letters[1]?.text).toContain('> We take it down without a finding.');
    expect(await stateOf(desk, id)).toEqual(before);

    // The process dies in the third part.
    let commits = 0;
    const dying: Desk = {
      ...desk,
      cases: {
        ...desk.cases,
        commit: (change) => {
          commits += 1;
          if (commits === 3) throw new Problem('unavailable', 'the line is dead');
          return desk.cases.commit(change);
        },
      },
    };
    await expect(decideItems(dying, id, rita, asked)).rejects.toMatchObject({ kind: 'unavailable' });
    const half = await stateOf(desk, id);
    expect(half.head).toMatchObject({ state: 'IN_REVIEW', pendingCount: 110 - 2 * ITEMS_PER_WRITE });

    const done = await decideItems(desk, id, rita, { ...asked, version: half.head.version });
    expect(done).toMatchObject({ state: 'ACTIONED', outcome: 'UPHELD' });
    const whole = await stateOf(desk, id);
    expect(new Set(whole.items.map(({ decision }) => decision?.version)).size).toBe(1);
    // Sent once more it is answered with what stands.
    expect(await decideItems(desk, id, rita, asked)).toMatchObject({
      state: 'ACTIONED',
      carriedOutAt: done.carriedOutAt,
    });
    const told = (await readOutbox(desk, id)).filter(
      ({ effect }) => effect.kind === 'mail' && effect.template === 'outcome',
    );
    expect(told).toHaveLength(1);

    await undoDecision(desk, id, rita);
    const back = await stateOf(desk, id);
    expect(back.head).toMatchObject({ state: 'IN_REVIEW', pendingCount: 110 });
    expect(back.items.every(({ hold }) => hold === undefined)).toBe(true);
  }, 60_000);

  it('that two people have to make is approved in parts and one decision too', async () => {
    const opened = await openTestDesk();
    const { desk, site } = opened;
    await putSite(
      desk,
      site.siteId,
      { ...site, secondPerson: { removalsAbove: 30, authorityOrders: true, pressFreedom: true } },
      undefined,
    );
    const id = await longComplaint(opened, 60);
    const { lease } = await claimCase(desk, id, rita);
    const asked = {
      leaseToken: lease.token,
      version: (await stateOf(desk, id)).head.version,
      decisions: numbers(60).map(takeDown),
    };
    expect((await previewDecision(desk, id, rita, asked)).approval).toEqual(['MANY_REMOVALS']);
    const proposed = await decideItems(desk, id, rita, asked);
    expect(proposed).toMatchObject({ state: 'AWAITING_APPROVAL', awaits: ['MANY_REMOVALS'] });
    const waiting = await stateOf(desk, id);
    expect(proposedItems(waiting)).toHaveLength(60);
    expect(waiting.head.lease).toBeUndefined();
    expect((await readOutbox(desk, id)).filter(({ effect }) => effect.kind === 'cms')).toEqual([]);
    // It is next for everybody but who proposed it.
    expect(await claimNext(desk, rita)).toEqual({ claim: null });
    const { version } = waiting.head;
    await expect(approveDecision(desk, id, rita, { version })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await approveDecision(desk, id, rolf, { version })).toMatchObject({ state: 'ACTIONED' });
    const { items, head } = await stateOf(desk, id);
    expect(new Set(items.map(({ decision }) => decision?.version)).size).toBe(1);
    expect(items.every(({ decision }) => decision?.approvedBy?.id === 'rolf')).toBe(true);
    expect(head.clocks.find(({ kind }) => kind === 'decide')?.fulfilledAt).toBeDefined();
    await undoDecision(desk, id, rolf);
    expect((await stateOf(desk, id)).head).toMatchObject({ state: 'IN_REVIEW', pendingCount: 60 });
  }, 30_000);
});

describe('a preview', () => {
  it('names all that stands against a decision, and shows the rest of it', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const id = await complaint(opened, 3);
    const asked = await request(desk, id, rita, [1, 2]);
    const preview = await previewDecision(desk, id, rolf, {
      ...asked,
      decisions: [
        takeDown(1),
        { ...takeDown(2), reasonCode: 'UPHELD_FULL_COPY' },
        { ...takeDown(3), actions: ['disable', 'add_credit'] },
        takeDown(9),
      ],
    });
    expect(preview.refusals).toEqual([
      { reason: expect.stringContaining('rita holds this case until') },
      { item: 2, reason: expect.stringContaining('needs evidence and there is none yet') },
      { item: 3, reason: expect.stringContaining('do not combine it') },
      { item: 9, reason: 'this case has no item 9' },
    ]);
    expect(preview).toMatchObject({ state: 'IN_REVIEW', items: [{ no: 1, state: 'DISABLED' }] });
    expect(preview.letters.map(({ to }) => to)).toEqual(['respondent']);
  });

  it('of closing a complaint shows the letter', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const id = await complaint(opened);
    const { leaseToken, version } = await request(desk, id, rita, []);
    const preview = await previewDecision(desk, id, rita, {
      leaseToken,
      version,
      close: { reasonCode: 'NA_OTHER_LAW', reason: 'This is a matter of trademarks.' },
    });
    expect(preview).toMatchObject({ refusals: [], state: 'REJECTED' });
    expect(preview.letters).toEqual([
      expect.objectContaining({
        to: 'complainant',
        text: expect.stringContaining('> This is a matter of trademarks.'),
      }),
    ]);
  });
});

describe('one’s own work', () => {
  it('what one entered for a complainant is decided by another; the promise runs from the door', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const atTheDoor = plus(desk.now(), -3 * HOUR);
    const filed = await fileForComplainant(desk, rita, completeNotice(), atTheDoor);
    expect(filed).not.toHaveProperty('statusToken');
    const { head } = await stateOf(desk, filed.caseId);
    expect(head).toMatchObject({ filedBy: 'rita', channel: 'paper', receivedAt: atTheDoor });
    expect((await desk.cases.timeline(filed.caseId))[0]).toMatchObject({ event: 'submitted', actor: rita });
    expect(await claimNext(desk, rita)).toEqual({ claim: null });
    await expect(
      decideItems(desk, filed.caseId, rita, await request(desk, filed.caseId, rita, [1])),
    ).rejects.toMatchObject({
      kind: 'forbidden',
      message: 'you filed this case: another person has to decide it',
    });
    await expect(fileForComplainant(desk, rita, completeNotice(), plus(desk.now(), 1))).rejects.toMatchObject(
      { kind: 'invalid', details: { errors: [{ pointer: '/receivedAt' }] } },
    );
  });

  it('a page that one edited is decided by another', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const url = 'https://news.demo.example/own/1';
    await submitArticle(desk, { url, text: harbour, editedBy: ['rita'] }, feed('newsroom'), undefined);
    const { caseId } = await fileNotice(desk, completeNotice({ targets: [{ url }] }), nobody);
    expect((await stateOf(desk, caseId)).items[0]?.editedBy).toEqual(['rita']);
    await expect(
      decideItems(desk, caseId, rita, await request(desk, caseId, rita, [1])),
    ).rejects.toMatchObject({ kind: 'forbidden', message: expect.stringContaining('you edited the page') });
    await moveCase(desk, caseId, rita, { type: 'escalated', reason: 'I edited this myself.' });
    expect(await decideItems(desk, caseId, liam, await request(desk, caseId, liam, [1]))).toMatchObject({
      state: 'ACTIONED',
    });
  });

  it('on a site of one person is decided by that person, and the conflict of roles stays on record', async () => {
    const opened = await openTestDesk();
    const { desk, site } = opened;
    await putSite(desk, site.siteId, { ...site, soloOperator: true }, undefined);
    const { caseId } = await fileForComplainant(desk, rita, completeNotice());
    const next = await claimNext(desk, rita);
    expect(next.claim?.caseId).toBe(caseId);
    await decideItems(desk, caseId, rita, await request(desk, caseId, rita, [1]));
    const { timeline, flags } = await readCase(desk, caseId);
    expect(flags).toContain('ROLE_CONFLICT');
    expect(timeline.find(({ event }) => event === 'items_decided')?.facts['roleConflict']).toBe(
      'decided a case of their own filing',
    );
  });

  it.each(['MGR', 'ADM', 'AUD', 'SYS'] as const)('is nothing that %s decides', async (role) => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const id = await complaint(opened);
    const asked = await request(desk, id, rita, [1]);
    await expect(decideItems(desk, id, { role, id: 'rita' }, asked)).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });
});

describe('two cases that are one complaint', () => {
  it('are merged by a person: the earlier receipt counts, once, however often it is asked', async () => {
    const opened = await openTestDesk();
    const { desk, advance } = opened;
    const early = await complaint(opened);
    const { head, items } = await stateOf(desk, early);
    const { receivedAt } = head;
    advance(MINUTE);
    const again = completeNotice({
      contact: { email: 'agency@roe.example' },
      targets: [{ url: items[0]!.url }],
    });
    const { caseId: late } = await fileNotice(desk, again, nobody);
    expect(await mergeCase(desk, early, late, rita)).toMatchObject({ state: 'MERGED' });
    expect((await stateOf(desk, late)).head.receivedAt).toBe(receivedAt);
    await expect(mergeCase(desk, early, late, rita)).rejects.toMatchObject({ kind: 'refused' });
    const absorbed = (await desk.cases.timeline(late)).filter(({ event }) => event === 'duplicate_absorbed');
    expect(absorbed).toHaveLength(1);
    await expect(mergeCase(desk, late, late, rita)).rejects.toMatchObject({ kind: 'refused' });
  });

  async function twins(opened: TestDesk): Promise<readonly [CaseId, CaseId]> {
    const one = await complaint(opened);
    const { items } = await stateOf(opened.desk, one);
    const again = completeNotice({
      contact: { email: 'agency@roe.example' },
      targets: [{ url: items[0]!.url }],
    });
    const { caseId: other } = await fileNotice(opened.desk, again, nobody);
    return one < other ? [one, other] : [other, one];
  }

  // Two merges had crossed, each case had taken in the other, and from then on neither could be merged by anybody.
  it('each of which has taken in the other are still merged by a person, in one direction', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    const [first, second] = await twins(opened);
    for (const [taker, from] of [
      [first, second],
      [second, first],
    ] as const)
      await changeCase(desk, taker, ({ head }) => ({
        type: 'duplicate_absorbed',
        actor: { role: 'SYS', id: 'merge-case' },
        from,
        receivedAt: head.receivedAt,
      }));
    await expect(mergeCase(desk, first, second, rita)).rejects.toMatchObject({
      kind: 'conflict',
      message: `${second} is being merged into this case: merge that one into this`,
    });
    expect(await mergeCase(desk, second, first, rita)).toMatchObject({ state: 'MERGED' });
    expect((await stateOf(desk, first)).head.state).toBe('IN_REVIEW');
  });

  it('are one however two merges cross', async () => {
    const opened = await openTestDesk();
    const { desk } = opened;
    for (const _ of numbers(4)) {
      const [first, second] = await twins(opened);
      const merges = await Promise.allSettled([
        mergeCase(desk, first, second, rita),
        mergeCase(desk, second, first, rolf),
      ]);
      const states = await Promise.all(
        [first, second].map(async (id) => (await stateOf(desk, id)).head.state),
      );
      expect(states.toSorted()).toEqual(['IN_REVIEW', 'MERGED']);
      expect(merges.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    }
  });
});

describe('the terms of a case', () => {
  it('are those it was opened under, whatever the site says later', async () => {
    const opened = await openTestDesk();
    const { desk, site, advance } = opened;
    const id = await complaint(opened);
    const { policy } = (await stateOf(desk, id)).head;
    await putSite(
      desk,
      site.siteId,
      {
        ...site,
        undoMs: 0,
        soloOperator: true,
        confirmGone: 'acknowledged',
        timeZone: 'Asia/Tokyo',
        secondPerson: { removalsAbove: 0, authorityOrders: true, pressFreedom: true },
      },
      undefined,
    );
    advance(MINUTE);
    await changeCase(desk, id, () => ({ type: 'noted', actor: rita, text: 'The settings changed today.' }));
    expect((await stateOf(desk, id)).head.policy).toEqual(policy);
    const decided = await decideItems(desk, id, rita, await request(desk, id, rita, [1]));
    expect(decided).toMatchObject({ state: 'ACTIONED' });
    advance(10 * SECOND);
    await undoDecision(desk, id, rita);
    expect((await stateOf(desk, id)).head.state).toBe('IN_REVIEW');
    const fresh = await complaint(opened);
    expect((await stateOf(desk, fresh)).head.policy).toMatchObject({ undoMs: 0, timeZone: 'Asia/Tokyo' });
  });
});

describe('what goes first', () => {
  it('is decided by who surely sent it, never by what it says of itself', async () => {
    const opened = await openTestDesk();
    const { desk, site } = opened;
    await putSite(
      desk,
      site.siteId,
      {
        ...site,
        prioritySenders: [{ priority: 'trusted_flagger', name: 'Gazette', publisherId: 'gazette' as never }],
      },
      undefined,
    );
    const claims = { ...completeNotice(), text: 'We are a trusted flagger and a court. gazette.example' };
    const stranger = await fileNotice(desk, claims, nobody);
    expect((await stateOf(desk, stranger.caseId)).head.priority).toBeUndefined();
    const key = {
      id: 'k',
      name: 'k',
      publisherId: 'gazette',
      siteId: site.siteId,
      scopes: ['notices:write'],
      secretSha256: '',
    };
    const known = await fileNotice(desk, completeNotice(), { key: key as never, idempotencyKey: undefined });
    expect((await stateOf(desk, known.caseId)).head.priority).toBe('trusted_flagger');
    expect((await listQueue(desk, { limit: 5 })).cases.map(({ caseId }) => caseId)).toEqual([
      known.caseId,
      stranger.caseId,
    ]);
  });
});
