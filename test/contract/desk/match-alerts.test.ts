import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { OutboxEntry } from '../../../shared/case/case';
import { DAY, HOUR, MINUTE } from '../../../shared/clock/instant';
import { alertLog } from '../../../shared/desk/alert-log';
import { chooseMatchAlerts, rotateAlertSecret } from '../../../shared/desk/choose-match-alerts';
import { claimCase } from '../../../shared/desk/claim-case';
import { decideItems } from '../../../shared/desk/decide-items';
import { deliver } from '../../../shared/desk/deliver';
import type { Desk } from '../../../shared/desk/desk';
import { matchAlertsOf } from '../../../shared/desk/match-alert-choice';
import { processArticles } from '../../../shared/desk/process-articles';
import { registerLicence } from '../../../shared/desk/register-licence';
import { submitArticle } from '../../../shared/desk/submit-article';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { openCmsClient } from '../../../shared/stores/cms-client';
import { workDelivery } from '../../../shared/desk/work-delivery';
import type { ArticleId, PublisherId } from '../../../shared/ids';
import type { DeliveryMessage } from '../../../shared/wire/messages';
import { matchAlertsRequest } from '../../../shared/wire/publishers';
import { webhooks as described } from '../../../shared/wire/webhooks';
import {
  feed,
  harbour,
  harbourUrl,
  plenty,
  processMessage,
  publish,
  publisher,
  words,
} from '../support/submissions';
import { pagesBrowser } from '../support/pages-browser';
import { noon, type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const API = 'https://desk.example';
const gazette = 'gazette' as PublisherId;
const rita = { role: 'REV', id: 'rita' } as const;
/** Where code is deployed nothing on this machine may be called. */
const deployedCms = openCmsClient({ now: () => noon });
const copyAt = (no: number) => `https://news.demo.example/2026/copy-${no}`;

async function withGazette(email = 'desk@gazette.example'): Promise<TestDesk> {
  const opened = await openTestDesk();
  await opened.desk.registry.putPublisher({ id: gazette, name: 'The Gazette', email, domains: [] });
  return opened;
}

const choose = async (desk: Desk, request: Readonly<Record<string, unknown>>) =>
  chooseMatchAlerts(
    desk,
    (await desk.registry.publisher(gazette))!,
    matchAlertsRequest.parse({ licensedToo: false, ...request }),
  );

const work = async (desk: Desk, from: ReturnType<typeof feed>, url: string, text = harbour) =>
  (await publish(desk, from, { url, text })).id;

/** Pages that are out when their original is registered: found, and out still. */
async function publishCopies(desk: Desk, count: number): Promise<readonly ArticleId[]> {
  const ids: ArticleId[] = [];
  for (let no = 1; no <= count; no++) {
    const submitted = { url: copyAt(no), text: harbour };
    ids.push((await submitArticle(desk, submitted, feed('scraper'), undefined)).row.id);
  }
  const messages = ids.map((id) => processMessage(id));
  await processArticles(desk, messages, plenty);
  await work(desk, publisher('gazette'), harbourUrl);
  return ids;
}

/** The house has mail of its own. */
const letters = ({ mails }: TestDesk) => mails.filter(({ reference }) => reference === 'alerts-gazette');

/** Until nothing is due any more. */
async function deliverAll({ desk, take }: TestDesk, by: Desk = desk): Promise<void> {
  for (;;) {
    await sweepClocks(desk, plenty);
    const messages = await take('delivery');
    if (messages.length === 0) return;
    for (const message of messages) await workDelivery(by, message as DeliveryMessage, API).catch(() => {});
  }
}

const alertsOf = async ({ desk }: TestDesk, ids: readonly ArticleId[]): Promise<readonly OutboxEntry[]> =>
  (await Promise.all(ids.map((id) => desk.outbox.listOf(id))))
    .flat()
    .filter(({ effect }) => effect.kind === 'match_alert');

/** The alerts alone, which are due, without the way there: of much else a burst makes more than can be waited for. */
async function deliverAlerts(opened: TestDesk, ids: readonly ArticleId[], by = opened.desk): Promise<void> {
  for (;;) {
    const now = opened.desk.now();
    const due = (await alertsOf(opened, ids)).filter(
      ({ deliveredAt, cancelledAt, notBefore, inHandUntil = now }) =>
        deliveredAt === undefined && cancelledAt === undefined && notBefore <= now && inHandUntil <= now,
    );
    if (due.length === 0) return;
    await Promise.all(due.map((entry) => deliver(by, entry, API).catch(() => {})));
  }
}

/** Noon in London is seven in the morning in New York, where the site is: the next digest is due at six tomorrow. */
const tillMorning = 23 * HOUR;

let servers: readonly Server[] = [];
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

interface Received {
  readonly id: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** A publisher's webhook that answers as it is told. */
async function receiver() {
  const received: Received[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      received.push({ id: headers['webhook-id']!, body, headers });
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  servers = [...servers, server];
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/copies`,
    received,
    answerWith: (next: number) => void (status = next),
  };
}

/** As Standard Webhooks has it; the desk's clock is the test's, so the age of the event is not looked at. */
function isSigned({ id, body, headers }: Received, secret: string): boolean {
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  return headers['webhook-signature']!.split(' ').includes(new Webhook(secret).sign(id, at, body));
}

describe('alerts of copies as a daily digest', () => {
  it('tells a burst of copies in one letter the next morning, and nothing of it again', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    const ids = await publishCopies(desk, 8);
    await deliverAlerts(opened, ids);
    advance(tillMorning - 11 * MINUTE);
    await deliverAlerts(opened, ids);
    expect(letters(opened)).toEqual([]);
    advance(11 * MINUTE);
    await deliverAlerts(opened, ids);
    const [letter, ...others] = letters(opened);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      to: 'desk@gazette.example',
      subject: '8 copies of articles of The Gazette were found',
    });
    expect(letter?.text.match(/^- /gm)).toHaveLength(8);
    expect(letter?.text).toContain(`${API}/account/copies`);
    expect(letter?.text).toContain(`${API}/account/alerts`);
    const alerts = await alertsOf(opened, ids);
    expect(alerts).toHaveLength(8);
    expect(alerts.map(({ deliveredAt }) => deliveredAt !== undefined)).not.toContain(false);
    expect(alerts.map(({ id }) => id)).toContain(letter?.dedupeId);
    advance(DAY);
    await deliverAlerts(opened, ids);
    expect(letters(opened)).toHaveLength(1);
  });

  it('tells of a copy once, though it is judged again; a later one comes with a later letter', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    const [copy] = await publishCopies(desk, 1);
    await deliverAll(opened);
    advance(tillMorning);
    await deliverAll(opened);
    // A second original with the same words: the copy is judged anew.
    await work(desk, publisher('nord'), 'https://nord.example/harbour', `${harbour} ${words('nord', 5)}`);
    await deliverAll(opened);
    expect(await alertsOf(opened, [copy!])).toMatchObject([
      { effect: { publisherId: gazette } },
      { effect: { publisherId: 'nord' } },
    ]);
    const late = 'https://news.demo.example/2026/late';
    await desk.registry.putSite({ ...opened.site, whenUnavailable: 'open' }, undefined);
    const text = words('market', 200);
    await work(desk, feed('scraper'), late, text);
    await work(desk, publisher('gazette'), 'https://gazette.example/market', text);
    await deliverAll(opened);
    advance(DAY);
    await deliverAll(opened);
    expect(letters(opened).map(({ text: says }) => [says.includes(copyAt(1)), says.includes(late)])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(new Set(letters(opened).map(({ dedupeId }) => dedupeId)).size).toBe(2);
  });

  it('says nothing of a copy that is held, and tells of it when a person has let it out', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    await work(desk, publisher('gazette'), harbourUrl);
    const held = await work(desk, feed('scraper'), copyAt(1));
    await deliverAll(opened);
    advance(tillMorning);
    await deliverAll(opened);
    advance(DAY);
    await deliverAll(opened);
    expect(letters(opened)).toEqual([]);
    const caseId = (await desk.articles.get(held))!.disposition!.caseId!;
    const { lease } = await claimCase(desk, caseId, rita);
    const version = (await desk.cases.head(caseId))!.version;
    await decideItems(desk, caseId, rita, {
      leaseToken: lease.token,
      version,
      decisions: [{ item: 1, actions: ['keep'], reasonCode: 'KEPT_LICENSED', reason: 'By telephone.' }],
    });
    advance(HOUR);
    await deliverAll(opened);
    advance(DAY);
    await deliverAll(opened);
    expect(letters(opened).map(({ text }) => text.includes(copyAt(1)))).toEqual([true]);
  });

  it('leaves out what has been taken down since, and what the own licence allows unless that was asked for', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    const licence = { partner: 'partner', from: desk.now(), scope: { kind: 'all' }, terms: {} } as const;
    await registerLicence(desk, gazette, licence);
    await publishCopies(desk, 1);
    await work(desk, feed('partner'), copyAt(2), `${harbour} ${words('two', 20)}`);
    await choose(desk, { by: 'digest', licensedToo: true });
    await work(desk, feed('partner'), copyAt(3), `${harbour} ${words('three', 20)}`);
    await deliverAll(opened);
    const first = (await desk.articles.findByUrl(copyAt(1)))!;
    advance(tillMorning);
    const gone: Desk = {
      ...desk,
      articles: {
        ...desk.articles,
        holds: async (id): ReturnType<Desk['articles']['holds']> =>
          id === first.id
            ? [
                {
                  articleId: id,
                  caseId: first.disposition!.caseId!,
                  itemNo: 1,
                  kind: 'NOTICE',
                  from: desk.now(),
                },
              ]
            : desk.articles.holds(id),
      },
    };
    await deliverAll(opened, gone);
    expect(letters(opened).map(({ subject }) => subject)).toEqual([
      '1 copy of an article of The Gazette was found',
    ]);
    expect(letters(opened)[0]?.text).toContain(
      `${copyAt(3)}: 200 of your own words, 100 % of ${harbourUrl}; allowed`,
    );
  });

  it('sends the same letter under the same id where the deliverer died after it', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    await publishCopies(desk, 3);
    await deliverAll(opened);
    advance(tillMorning);
    let died = 0;
    const dying: Desk = {
      ...desk,
      outbox: {
        ...desk.outbox,
        record: async (entry) => {
          if (letters(opened).length === 1 && died++ === 0) throw new Error('the deliverer died');
          return desk.outbox.record(entry);
        },
      },
    };
    await deliverAll(opened, dying);
    advance(2 * MINUTE);
    await deliverAll(opened);
    expect([died > 0, letters(opened).length]).toEqual([true, 2]);
    // But for its link that stops them: of a secret only the hash is kept.
    const [first, again] = letters(opened).map(({ stopUrl: _own, ...letter }) => letter);
    expect(again).toEqual(first);
  });

  it('loses no copy to a deliverer that dies at any of its writes, and tells none twice', async () => {
    for (let write = 1; write <= 6; write++) {
      const opened = await withGazette();
      const { desk, advance } = opened;
      const ids = await publishCopies(desk, 2);
      let writes = 0;
      const dieAt =
        <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
          if (++writes === write) throw new Error('the deliverer died');
          return call(...args);
        };
      const dying: Desk = {
        ...desk,
        outbox: {
          ...desk.outbox,
          record: dieAt((...args: Parameters<Desk['outbox']['record']>) => desk.outbox.record(...args)),
        },
        matchDigests: {
          ...desk.matchDigests,
          join: dieAt((...args: Parameters<Desk['matchDigests']['join']>) => desk.matchDigests.join(...args)),
        },
      };
      await deliverAlerts(opened, ids, dying);
      // Days later: the digest that was meant is long out.
      for (const ms of [2 * MINUTE, DAY]) {
        advance(ms);
        await deliverAlerts(opened, ids);
      }
      const told = letters(opened).flatMap(({ text }) => text.match(/copy-\d/g) ?? []);
      expect([write, told.toSorted()]).toEqual([write, ['copy-1', 'copy-2']]);
    }
  });

  it('puts a copy into the next letter where its own went out while no deliverer lived', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    const [first, second] = await publishCopies(desk, 2);
    const [late] = await alertsOf(opened, [second!]);
    // It has been told with which letter it goes, and nothing more.
    await deliver(desk, late!, API);
    await deliverAlerts(opened, [first!]);
    advance(tillMorning);
    await deliverAlerts(opened, [first!]);
    await deliverAlerts(opened, [second!]);
    advance(DAY);
    await deliverAlerts(opened, [second!]);
    expect(letters(opened).map(({ text }) => text.match(/copy-\d/g))).toEqual([['copy-1'], ['copy-2']]);
  });

  it('goes to nobody where staff know no contact, or where mail to it came back', async () => {
    const opened = await withGazette('');
    await publishCopies(opened.desk, 1);
    const bounced = await withGazette();
    await bounced.desk.mailboxes.suppress('desk@gazette.example', { why: 'bounced', at: bounced.desk.now() });
    const [id] = await publishCopies(bounced.desk, 1);
    for (const each of [opened, bounced]) {
      await deliverAll(each);
      each.advance(tillMorning);
      await deliverAll(each);
      expect(letters(each)).toEqual([]);
    }
    expect(await alertsOf(bounced, [id!])).toMatchObject([
      { cancelledAt: expect.any(String), lastError: 'an earlier mail to the contact came back' },
    ]);
  });

  it('stops at once, for what was found before too', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    await publishCopies(desk, 2);
    await deliverAll(opened);
    await choose(desk, { by: 'off' });
    await work(desk, feed('scraper'), copyAt(9), `${harbour} ${words('nine', 9)}`);
    advance(tillMorning);
    await deliverAll(opened);
    advance(DAY);
    await deliverAll(opened);
    expect(letters(opened)).toEqual([]);
  });

  // All copies of a letter but the first stood there as told the day before it left, each by 'One call of your webhook'.
  it('stands in the log as what waits for its letter, and as told once that has left', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    await choose(desk, { by: 'digest' });
    await publishCopies(desk, 3);
    await deliverAll(opened);
    const standings = async () =>
      (await alertLog(desk, gazette)).lines.map(({ standing, attempts }) => ({ ...standing, attempts }));
    const until = expect.stringMatching(/^2026-03-03T/) as string;
    const waits = { is: 'waiting', for: 'letter', until, attempts: [] };
    expect(await standings()).toEqual([waits, waits, waits]);
    advance(tillMorning);
    await deliverAll(opened);
    expect(letters(opened)).toHaveLength(1);
    const told = { is: 'told', by: 'letter', at: desk.now(), attempts: [] };
    expect(await standings()).toEqual([told, told, told]);
  });

  // Mail programs offer to stop a letter with one press (RFC 8058): who had no such press called ours spam.
  it('stops by one press in a mail program, signed in as nobody, and by looking at the link does not', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    await choose(desk, { by: 'digest', language: 'fr' });
    await publishCopies(desk, 2);
    await deliverAll(opened);
    advance(tillMorning);
    await deliverAll(opened);
    const stopUrl = letters(opened)[0]?.stopUrl ?? '';
    expect(stopUrl).toMatch(/^https:\/\/desk\.example\/stop-letters\/[\w-]{40,}$/);
    const path = new URL(stopUrl).pathname;
    const program = pagesBrowser(desk);
    const wants = async () => matchAlertsOf((await desk.registry.publisher(gazette))!);

    const asked = await program.get(path);
    expect([asked.status, asked.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(asked.body).toContain(`action="${path}"`);
    expect((await wants()).by).toBe('digest');

    expect((await program.post(`${path}x`, { 'List-Unsubscribe': 'One-Click' })).status).toBe(404);
    expect((await wants()).by).toBe('digest');

    for (let press = 0; press < 2; press++) {
      const stopped = await program.post(path, { 'List-Unsubscribe': 'One-Click' });
      expect([stopped.status, stopped.location, stopped.cookies]).toEqual([200, '', []]);
    }
    expect(await wants()).toEqual({ by: 'off', language: 'fr' });
    // It signs nobody in.
    expect((await program.get(path.replace('stop-letters', 'account/sign-in'))).status).toBe(404);
    advance(91 * DAY);
    expect((await program.get(path)).status).toBe(404);
  });

  it('waits where deliveries are paused', async () => {
    const opened = await withGazette();
    const { desk, advance, site } = opened;
    await publishCopies(desk, 1);
    await deliverAll(opened);
    const paused = { by: 'rita', at: desk.now(), reason: 'an exercise' };
    await desk.gates.put({ of: site.siteId, version: 1, log: [], paused }, 0);
    advance(tillMorning);
    await deliverAll(opened);
    expect(letters(opened)).toEqual([]);
    await desk.gates.put({ of: site.siteId, version: 2, log: [] }, 1);
    await deliverAll(opened);
    expect(letters(opened)).toHaveLength(1);
  });
});

describe('alerts of copies by webhook', () => {
  it('posts one signed event for each copy at once, and says no more than the account’s own page does', async () => {
    const opened = await withGazette();
    const { desk } = opened;
    const { url, received } = await receiver();
    const secret = await choose(desk, { by: 'webhook', endpoint: url });
    expect(secret).toMatch(/^whsec_/);
    expect(JSON.stringify(await desk.registry.publisher(gazette))).not.toContain(secret);
    const ids = await publishCopies(desk, 3);
    await deliverAll(opened);
    const alerts = await alertsOf(opened, ids);
    expect(received.map(({ id }) => id).toSorted()).toEqual(alerts.map(({ id }) => id).toSorted());
    for (const { id, body, headers } of received) {
      expect(isSigned({ id, body, headers }, secret!)).toBe(true);
      const { type, data } = JSON.parse(body) as { type: string; data: unknown };
      expect(type).toBe('copy.found');
      expect(described['copy.found'].data.strict().safeParse(data).error?.message).toBeUndefined();
    }
    expect(letters(opened)).toEqual([]);
  });

  it('tries again for three days without a word to the house, and then tells it by mail', async () => {
    const opened = await withGazette();
    const { desk, advance, log, alerts: pages } = opened;
    const { url, received, answerWith } = await receiver();
    await choose(desk, { by: 'webhook', endpoint: url });
    answerWith(500);
    const [id] = await publishCopies(desk, 1);
    await deliverAll(opened);
    for (const wait of [MINUTE, 5 * MINUTE, 30 * MINUTE, ...[2, 5, 10, 14, 20, 24].map((h) => h * HOUR)]) {
      advance(wait);
      await deliverAll(opened);
    }
    expect(received).toHaveLength(10);
    // A publisher whose webhook failed had nowhere to see that, and how.
    const browser = pagesBrowser(desk);
    await browser.signIn(gazette);
    const { body } = await browser.get('/account/alerts');
    expect(body.replaceAll(/<[^>]*>/g, ' ')).toMatch(
      new RegExp(`${copyAt(1)}[^]*Comes by letter[^]*10 calls[^]*the webhook answered 500`),
    );
    expect(new Set(received.map((each) => each.id)).size).toBe(1);
    advance(DAY);
    await deliverAll(opened);
    const told = letters(opened);
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('Your webhook has not taken them.');
    const { lines } = await alertLog(desk, gazette);
    expect(lines[0]).toMatchObject({ id: received[0]?.id, standing: { is: 'told', by: 'letter' } });
    expect((await alertLog(desk, 'nord' as PublisherId)).lines).toEqual([]);
    expect((await alertsOf(opened, [id!]))[0]?.log?.filter(({ status }) => status === 500)).toHaveLength(10);
    expect(log.filter((line) => /EffectsRetried|EffectsAbandoned/.test(line))).toEqual([]);
    expect(pages.filter(({ dedupeKey }) => dedupeKey.includes('given-up'))).toEqual([]);
  });

  it('calls nobody any more after a stop, and mails what an ended webhook (410) was told', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    const { url, received, answerWith } = await receiver();
    await choose(desk, { by: 'webhook', endpoint: url });
    answerWith(410);
    await publishCopies(desk, 1);
    await deliverAll(opened);
    expect(received).toHaveLength(1);
    advance(tillMorning);
    await deliverAll(opened);
    expect(letters(opened)).toHaveLength(1);
    answerWith(500);
    const text = words('market', 200);
    await work(desk, feed('scraper'), copyAt(2), text);
    await work(desk, publisher('gazette'), 'https://gazette.example/market', text);
    await deliverAll(opened);
    expect(received).toHaveLength(2);
    await choose(desk, { by: 'off', endpoint: url });
    advance(3 * DAY);
    await deliverAll(opened);
    expect([received.length, letters(opened).length]).toEqual([2, 1]);
  });

  it('goes to no address inside, whatever its name says, and signs with both secrets for a day', async () => {
    const opened = await withGazette();
    const { desk, advance } = opened;
    for (const endpoint of [
      'http://hooks.gazette.example/',
      'https://10.0.0.7/',
      'https://user:pw@gazette.example/',
    ])
      await expect(
        chooseMatchAlerts(
          { ...desk, cms: deployedCms },
          (await desk.registry.publisher(gazette))!,
          matchAlertsRequest.parse({ by: 'webhook', licensedToo: false, endpoint }),
        ),
      ).rejects.toMatchObject({ kind: 'invalid', details: { errors: [{ pointer: '/endpoint' }] } });
    await expect(choose(desk, { by: 'webhook' })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(rotateAlertSecret(desk, (await desk.registry.publisher(gazette))!)).rejects.toMatchObject({
      kind: 'refused',
    });
    const { url, received } = await receiver();
    const first = await choose(desk, { by: 'webhook', endpoint: url });
    expect(await choose(desk, { by: 'webhook', endpoint: url })).toBeUndefined();
    advance(HOUR);
    const second = await rotateAlertSecret(desk, (await desk.registry.publisher(gazette))!);
    await publishCopies(desk, 1);
    await deliverAll(opened);
    expect([first!, second].map((secret) => isSigned(received[0]!, secret))).toEqual([true, true]);
  });
});
