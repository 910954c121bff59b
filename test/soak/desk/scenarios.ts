import { complaintByMail } from '../../contract/support/complaint-by-mail';
import type { CaseId } from '../../../shared/ids';
import { readCase } from '../../../shared/desk/read-case';
import type { CaseView } from '../../../shared/desk/read-case';
import { completeNotice, copyUrl, harbour, harbourUrl, words } from '../../contract/support/submissions';
import { type DeskWorld, SITE, UNDO_MINUTES } from './desk-world';

const rita = { role: 'REV', id: 'rita' } as const;
const liam = { role: 'LEG', id: 'liam' } as const;
const mona = { role: 'MGR', id: 'mona' } as const;

const bridgeUrl = 'https://news.demo.example/bridge';
const portUrl = 'https://news.demo.example/port';
/** Every page that articles stand at. */
export const PAGES = [harbourUrl, copyUrl, bridgeUrl, portUrl];

/** A part of the desk's work, from what stands already to what has to come of it. */
export interface Scenario {
  readonly name: string;
  /** Before anything goes wrong. */
  readonly prepare?: (world: DeskWorld) => Promise<void>;
  readonly act: (world: DeskWorld) => Promise<void>;
}

const view = (world: DeskWorld, id: CaseId): Promise<CaseView> => readCase(world.desk, id);

async function caseAbout(world: DeskWorld, url: string): Promise<CaseId> {
  const { heads } = await world.desk.cases.everyHead({ limit: 1_000 });
  for (const { id, kind } of heads) {
    const file = kind === 'notice' ? await world.desk.cases.load(id) : undefined;
    if (file?.items.some((item) => item.url === url)) return id;
  }
  throw new Error(`no case is about ${url}`);
}

const original = (world: DeskWorld, url: string, text: string, key: string) =>
  world.ask({
    route: 'registerOriginal',
    headers: { 'x-api-key': world.key, 'idempotency-key': key },
    body: JSON.stringify({ url, text }),
  });

const feedSends = (world: DeskWorld, url: string, text: string, key: string) =>
  world.send('submissions', {
    kind: 'article.submitted',
    siteId: SITE,
    submitter: 'scraper',
    publisherId: 'scraper',
    idempotencyKey: key,
    url,
    text,
  });

/** An original and its copy at our site, both worked. */
async function bothTexts(world: DeskWorld): Promise<void> {
  await original(world, harbourUrl, harbour, 'o-1');
  await world.pass(1);
  await feedSends(world, copyUrl, harbour, 'c-1');
  await world.pass(1);
}

const complain = (world: DeskWorld) =>
  world.ask({
    route: 'submitNotice',
    headers: { 'idempotency-key': 'n-1' },
    body: JSON.stringify(completeNotice()),
  });

async function complained(world: DeskWorld): Promise<void> {
  await bothTexts(world);
  await complain(world);
  await world.pass(1);
}

const takeDown = {
  item: 1,
  actions: ['disable'],
  reasonCode: 'UPHELD_FULL_COPY',
  reason: 'The page repeats it whole.',
};
const keep = {
  item: 1,
  actions: ['keep'],
  reasonCode: 'KEPT_QUOTATION',
  reason: 'It quotes two sentences and says from where.',
};

async function decide(world: DeskWorld, id: CaseId, decision: object): Promise<void> {
  const claim = await world.staff(rita, 'claimCase', { caseId: id });
  const { token } = claim['lease'] as { token: number };
  const { version } = await view(world, id);
  await world.staff(
    rita,
    'decideItems',
    { caseId: id },
    { leaseToken: token, version, decisions: [decision] },
  );
}

const isDecided = (world: DeskWorld, id: CaseId) => async () =>
  (await view(world, id)).itemViews.every(({ state }) => state !== 'PENDING');

async function mailArrives(world: DeskWorld): Promise<void> {
  await world.desk.records.put('mail/one', Buffer.from(complaintByMail().replaceAll('\n', '\r\n')));
  await world.send('notices', {
    notificationType: 'Received',
    mail: { messageId: 'ses-one' },
    receipt: {
      timestamp: world.at(),
      recipients: ['agent@news.demo.example'],
      dmarcVerdict: { status: 'PASS' },
      virusVerdict: { status: 'PASS' },
      action: { type: 'S3', objectKey: 'mail/one' },
    },
  });
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'articles',
    async act(world) {
      await original(world, harbourUrl, harbour, 'o-1');
      // Until it is worked, even where its message was lost: a copy that comes before is rightly published.
      await world.pass(1, 5);
      await feedSends(world, copyUrl, harbour, 'c-1');
      await feedSends(world, bridgeUrl, words('bridge', 150), 'c-2');
      await feedSends(world, portUrl, harbour, 'c-3');
      await world.pass(1, 2);
    },
  },
  {
    name: 'a notice by the API',
    prepare: bothTexts,
    async act(world) {
      await complain(world);
      await world.pass(1, 2);
    },
  },
  {
    name: 'a notice by mail about an original that nobody registered',
    async prepare(world) {
      await feedSends(world, copyUrl, harbour, 'c-1');
      await world.pass(1);
      world.web.set(harbourUrl, {
        outcome: 'fetched',
        status: 200,
        addresses: [harbourUrl],
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: Buffer.from(harbour),
      });
    },
    async act(world) {
      await mailArrives(world);
      await world.pass(1, 2);
    },
  },
  {
    name: 'a removal, seen gone',
    prepare: complained,
    async act(world) {
      const id = await caseAbout(world, copyUrl);
      await decide(world, id, takeDown);
      await world.pass(UNDO_MINUTES, 2, 5);
    },
  },
  {
    name: 'a mail that comes back, and a better address',
    async prepare(world) {
      await complained(world);
      await decide(world, await caseAbout(world, copyUrl), takeDown);
      await world.pass(UNDO_MINUTES, 2);
    },
    async act(world) {
      const id = await caseAbout(world, copyUrl);
      const last = world.mails.findLast(({ to }) => to === 'jane.roe@gazette.example');
      await world.send('delivery', {
        eventType: 'Bounce',
        mail: {
          timestamp: world.at(),
          tags: { 'dedupe-id': [last?.dedupeId], reference: [last?.reference] },
        },
        bounce: {
          bounceType: 'Permanent',
          bouncedRecipients: [{ emailAddress: 'jane.roe@gazette.example' }],
        },
      });
      await world.pass(1);
      await world.staff(
        rita,
        'correctContact',
        { caseId: id },
        { to: 'complainant', email: 'jane@gazette.example', note: 'By phone.' },
      );
      await world.pass(1, 2);
    },
  },
  {
    name: 'a decision taken back and made anew',
    prepare: complained,
    async act(world) {
      const id = await caseAbout(world, copyUrl);
      await decide(world, id, takeDown);
      await world.staff(rita, 'undoDecision', { caseId: id }, undefined, async () =>
        (await view(world, id)).itemViews.every(({ state }) => state === 'PENDING'),
      );
      await decide(world, id, keep);
      await world.pass(UNDO_MINUTES, 2, 5);
    },
  },
  {
    name: 'a decision of two people',
    async prepare(world) {
      await complained(world);
      const id = await caseAbout(world, copyUrl);
      await world.staff(
        mona,
        'markCase',
        { caseId: id },
        { mark: 'press_freedom', reason: 'It is about the minister.' },
      );
      await world.pass(1);
    },
    async act(world) {
      const id = await caseAbout(world, copyUrl);
      await decide(world, id, takeDown);
      const { version } = await view(world, id);
      await world.staff(liam, 'approveDecision', { caseId: id }, { version }, isDecided(world, id));
      await world.pass(UNDO_MINUTES, 2, 5);
    },
  },
];
