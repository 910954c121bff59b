import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Instant, parseInstant, plus } from '../../../shared/clock/instant';
import { openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { Desk, Mail, WorkQueue, WorkQueues } from '../../../shared/desk/desk';
import type { WebAnswer } from '../../../shared/desk/fetched-page';
import type { SiteSettings } from '../../../shared/desk/site';
import { ALGORITHM } from '../../../shared/fingerprint/shingles';
import type { PublisherId, SiteId } from '../../../shared/ids';
import { openCmsClient } from '../../../shared/stores/cms-client';
import { openPageProbe } from '../../../shared/stores/page-probe';
import { randomIds } from '../../../shared/stores/random-ids';
import type { Table } from '../../../shared/stores/table';
import { openWorkQueue } from '../../../shared/stores/work-queues';
import { webhooks as webhookTypes } from '../../../shared/wire/webhooks';
import { useDynamoDb } from './desk-tables';
import { useMessaging } from './messaging';
import { tableStores } from './table-stores';

export interface Webhook {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Alert = Parameters<Desk['alerts']['publish']>[0];

/** A whole desk on the emulators, with a clock that the test moves and a CMS that answers as it is told. */
export interface TestDesk {
  readonly desk: Desk;
  readonly site: SiteSettings;
  /** What the stores write to. */
  readonly deskTable: Table;
  readonly advance: (ms: number) => void;
  /** A second worker's desk: the same stores, a corpus snapshot of its own. */
  readonly another: () => Desk;
  readonly queueUrls: Readonly<Record<keyof WorkQueues, string>>;
  readonly messagingUrl: string;
  /** Takes what is ready in a work queue, parsed. */
  readonly take: (name: 'submissions' | 'notices' | 'fetches' | 'delivery') => Promise<readonly unknown[]>;
  readonly webhooks: readonly Webhook[];
  /** Their `webhook-signature` headers. */
  readonly signatures: readonly string[];
  readonly mails: Mail[];
  readonly alerts: Alert[];
  readonly answerCmsWith: (status: number) => void;
  /** What the public gets of every page of the site. */
  readonly servePagesWith: (status: number) => void;
  /** Pages of other people's sites, by address; at every other there is none. */
  readonly web: Map<string, WebAnswer>;
  /** TXT records by name. */
  readonly texts: Map<string, readonly string[]>;
  /** Lines of the log since the desk was opened, or since it was emptied. */
  readonly log: string[];
}

export const noon = parseInstant('2026-03-02T12:00:00.000Z')!;
const siteId = 'demo' as SiteId;

/** Emulators for the tests of a file; every call opens an empty desk. */
export function useTestDesk(): () => Promise<TestDesk> {
  const dynamo = useDynamoDb();
  const messaging = useMessaging();
  const servers: Server[] = [];
  const log: string[] = [];
  const sentToCms: Webhook[] = [];
  let spy: jest.SpyInstance;
  beforeAll(() => {
    spy = jest.spyOn(console, 'log').mockImplementation((line: string) => void log.push(line));
  });
  afterAll(() => {
    spy.mockRestore();
    for (const server of servers) server.close();
  });

  /** Whatever a test is about: what goes out is what the OpenAPI document says goes out. */
  afterEach(() => {
    for (const { type, data } of sentToCms.splice(0)) {
      const described = Object.entries(webhookTypes).find(([known]) => known === type)?.[1];
      expect([type, described?.data.safeParse(data).error?.message]).toEqual([type, undefined]);
    }
  });

  return async () => {
    log.length = 0;
    let now: Instant = noon;
    const { table: deskTable } = await dynamo.newTable();
    const { table: registryTable } = await dynamo.newTable();
    const urls = {
      submissions: await messaging.newQueue(),
      notices: await messaging.newQueue(),
      fetches: await messaging.newQueue(),
      delivery: await messaging.newQueue(),
    };
    const deadUrl = await messaging.newQueue();
    const queue = (url: string): WorkQueue => openWorkQueue(messaging.sqs(), url, () => deadUrl);

    const webhooks: Webhook[] = [];
    const signatures: string[] = [];
    let cmsStatus = 204;
    let pageStatus = 410;
    const cms = createServer((request, response) => {
      if (request.method === 'GET') return void response.writeHead(pageStatus).end();
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { type, data } = JSON.parse(body) as Omit<Webhook, 'id'>;
        signatures.push(String(request.headers['webhook-signature']));
        sentToCms.push({ id: '', type, data });
        webhooks.push({ id: String(request.headers['webhook-id']), type, data });
        response.writeHead(cmsStatus).end();
      });
    }).listen(0, '127.0.0.1');
    servers.push(cms);
    await once(cms, 'listening');

    const mails: Mail[] = [];
    const alerts: Alert[] = [];
    const web = new Map<string, WebAnswer>();
    const texts = new Map<string, readonly string[]>();
    const corpusStore = memoryObjectStore();
    const records = memoryObjectStore();
    const desk: Desk = {
      now: () => now,
      ids: randomIds(),
      ...tableStores(deskTable, registryTable, () => now),
      records,
      corpus: openCorpus(corpusStore, { algorithms: [ALGORITHM] }),
      work: {
        submissions: queue(urls.submissions),
        notices: queue(urls.notices),
        fetches: queue(urls.fetches),
        delivery: queue(urls.delivery),
      },
      // Until a test asks CloudWatch: nobody knows.
      queueAges: { read: async () => ({}) },
      mail: { send: async (mail) => void mails.push(mail) },
      cms: openCmsClient({ now: () => now, allowLoopback: true }),
      pages: openPageProbe({ allowLoopback: true }),
      web: {
        read: async (address) =>
          web.get(address) ?? { outcome: 'refused', why: 'no_such_host', addresses: [address] },
      },
      names: { texts: async (name) => texts.get(name) ?? [] },
      alerts: { publish: async (alert) => void alerts.push(alert) },
    };
    const site: SiteSettings = {
      siteId,
      name: 'Demo News',
      hosts: ['news.demo.example'],
      contentOrigin: 'operator_ingested',
      cms: { endpoint: `http://127.0.0.1:${(cms.address() as AddressInfo).port}/hook` },
      designatedAgent: { name: 'Agent', email: 'agent@news.demo.example' },
      timeZone: 'America/New_York',
      escalationContacts: [{ name: 'Ed', email: 'ed@news.demo.example' }],
      whenUnavailable: 'closed',
      soloOperator: false,
      confirmGone: 'seen',
    };
    await desk.registry.putSite(site, `whsec_${Buffer.alloc(32, 7).toString('base64')}`);
    await desk.registry.putPublisher({
      id: 'scraper' as PublisherId,
      name: 'Scraper',
      email: 'editor@scraper.example',
      domains: [],
    });
    return {
      desk,
      site,
      deskTable,
      advance: (ms) => void (now = plus(now, ms)),
      another: () => ({ ...desk, corpus: openCorpus(corpusStore, { algorithms: [ALGORITHM] }) }),
      queueUrls: urls,
      messagingUrl: messaging.endpoint(),
      take: async (name) => {
        const messages = await messaging.receiveAll(urls[name]);
        return messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown);
      },
      webhooks,
      signatures,
      mails,
      alerts,
      answerCmsWith: (status) => void (cmsStatus = status),
      servePagesWith: (status) => void (pageStatus = status),
      web,
      texts,
      log,
    };
  };
}
