import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  copyUrl,
  DEMO_FEED,
  DEMO_PUBLISHER,
  DEMO_SITE_HOST,
  DEMO_SITE_ID,
  type DemoArticle,
  originalUrl,
} from '../local/demo/demo-articles';
import type { OutboxMail } from '../local/mail/outbox';
import type { Stack } from '../local/stack';
import { HOUR, instant, MINUTE } from '../shared/clock/instant';
import type { SiteSettings } from '../shared/desk/site';
import type { SiteId } from '../shared/ids';
import { openWorkQueue } from '../shared/stores/work-queues';
import type { ArticleSubmitted } from '../shared/wire/article-submission';
import { type CallApi, connect, keysFile, storeSite } from './api';
import { control } from './control';
import type { Demo } from './demo-stack';
import type { Io } from './io';
import { stateDir } from './stack-file';

/** What every demo starts with, and how it looks at what happens. */

export const DEMO_SETTINGS = {
  siteId: DEMO_SITE_ID as SiteId,
  name: 'Newsriver',
  hosts: [DEMO_SITE_HOST],
  contentOrigin: 'operator_ingested',
  designatedAgent: { name: 'Copyright Agent, Newsriver', email: 'copyright@newsriver.example' },
  timeZone: 'America/New_York',
  escalationContacts: [{ name: 'Duty editor', email: 'duty@newsriver.example' }],
  ladder: {
    reviewer: ['reviewers@newsriver.example'],
    lead: ['lead@newsriver.example'],
    legal: ['legal@newsriver.example'],
    manager: ['manager@newsriver.example'],
    head: ['publisher@newsriver.example'],
  },
  whenUnavailable: 'closed',
  soloOperator: false,
} as const satisfies Omit<SiteSettings, 'cms'>;

/** The site's settings, and a publisher with its key; the key is left in the state folder for the command line. */
export async function setUp(io: Io, { site, webhookSecret }: Demo): Promise<string> {
  const ada = await connect(io, 'staff', { as: 'ada' });
  const settings = { ...structuredClone(DEMO_SETTINGS), cms: { endpoint: site.webhookUrl } };
  await storeSite(ada, { settings, cmsSecret: webhookSecret });
  const keys: Record<string, string> = {};
  for (const [name, publisher, scopes] of [
    ['gazette', DEMO_PUBLISHER, ['originals:write', 'licences:write', 'notices:write']],
    ['newsriver', DEMO_FEED, ['articles:write']],
  ] as const) {
    await ada('createPublisher', { body: publisher });
    const issued = await ada('issueKey', {
      params: { publisherId: publisher.id },
      body: { name, siteId: DEMO_SITE_ID, scopes },
    });
    keys[name] = (issued.body as { key: string }).key;
  }
  mkdirSync(resolve(stateDir(io), 'demo-site'), { recursive: true });
  writeFileSync(keysFile(io), JSON.stringify(keys), { mode: 0o600 });
  return keys['gazette']!;
}

export const register = (api: CallApi, { slug, title, text }: DemoArticle, now: number) =>
  api('registerOriginal', {
    body: { url: originalUrl(slug), title, text, publishedAt: instant(now - 2 * HOUR) },
  });

/** As the host's own system would: straight onto the submissions queue. */
export async function sendArticles(
  { clients, description, now }: Stack,
  articles: readonly DemoArticle[],
): Promise<void> {
  const messages = articles.map(({ slug, title, text }): ArticleSubmitted => ({
    kind: 'article.submitted',
    siteId: DEMO_SITE_ID as SiteId,
    submitter: DEMO_FEED.id,
    externalId: slug,
    url: copyUrl(slug),
    title,
    publishedAt: instant(now()),
    text,
  }));
  const queue = openWorkQueue(clients.sqs, description.outputs['SubmissionsQueue']!, () => '');
  await queue.send(messages.map((message) => JSON.stringify(message)));
}

/** Waits for what really happens. @throws Error that says what did not. */
export async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const givenUpAt = Date.now() + MINUTE;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > givenUpAt)
      throw new Error(
        `waited a minute for ${what}; the functions' logs stand in the state folder under logs/`,
      );
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

export const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

export const sentMails = async (io: Io) => (await control(io, 'GET', '/mails')) as readonly OutboxMail[];
