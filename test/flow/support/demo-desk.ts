import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { localCredentials, region } from '../../../local/aws-clients';
import {
  copyUrl,
  DEMO_FEED,
  DEMO_PUBLISHER,
  DEMO_SITE_HOST,
  DEMO_SITE_ID,
  originalUrl,
  type DemoArticle,
} from '../../../local/demo/demo-articles';
import { startDemoSite, type DemoSite } from '../../../local/demo/demo-site';
import type { OutboxMail } from '../../../local/mail/outbox';
import { signIn } from '../../../local/sign-in';
import type { ArticleView } from '../../../shared/desk/read-article';
import type { SiteSettings } from '../../../shared/desk/site';
import type { SiteId } from '../../../shared/ids';
import type { ArticleSubmitted } from '../../../shared/wire/article-submission';
import { routes, type RouteName } from '../../../shared/wire/routes';
import {
  endEveryStack,
  eventually,
  playStack,
  removeStateDir,
  temporaryStateDir,
  type PlayedStack,
} from './played-stack';

export interface Answer<B> {
  readonly status: number;
  readonly body: B;
}

export interface Request {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The real template played, with a site, its CMS, a publisher and a feed: what the flows start from. */
export interface DemoDesk {
  readonly stack: PlayedStack;
  /** After the stack was ended: another one on the same folder. */
  restart(): Promise<void>;
  readonly cms: DemoSite;
  /** Keys of the publisher and of the feed. */
  readonly keys: { readonly publisher: string; readonly feed: string };
  /** Every answer is returned, refusals too. */
  call<B>(route: RouteName, request?: Request, bearer?: string): Promise<Answer<B>>;
  /** Signs in anew: a token lasts an hour, and these clocks run by days. */
  callAs<B>(username: string, route: RouteName, request?: Request): Promise<Answer<B>>;
  /** Straight onto a work queue, by the name of the template's output. */
  send(queue: string, bodies: readonly unknown[]): Promise<void>;
  register(article: DemoArticle): Promise<string>;
  /** What the submitter reads of the article with this external id, once it is finished. */
  finished(articleId: string): Promise<ArticleView>;
  mails(subjectPart: string): Promise<readonly OutboxMail[]>;
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

const cmsSecret = `whsec_${Buffer.from('thirty-two bytes for the tests..').toString('base64')}`;

/** @param more settings of the site besides its own. */
export async function openDemoDesk(more: Partial<SiteSettings> = {}): Promise<DemoDesk> {
  let stack = await playStack();
  const { endpoints, apiUrl, outputs } = stack.description();
  const sqs = new SQSClient({ region, endpoint: endpoints.sqs, credentials: localCredentials });
  const cmsDir = temporaryStateDir();
  let offsetMs = 0;
  const cms = await startDemoSite({ secret: cmsSecret, stateDir: cmsDir, now: () => Date.now() + offsetMs });

  async function call<B>(
    name: RouteName,
    { params = {}, body, headers = {} }: Request = {},
    bearer?: string,
  ): Promise<Answer<B>> {
    const { method, path } = routes.find((route) => route.name === name)!;
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key]!));
    const response = await fetch(`${apiUrl}${filled}`, {
      method,
      headers: {
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as B };
  }
  const callAs = async <B>(username: string, name: RouteName, request: Request = {}) =>
    call<B>(name, request, await signIn(stack.description(), username));

  async function keyFor(publisher: { readonly id: string }, scopes: readonly string[]): Promise<string> {
    await callAs('ada', 'createPublisher', { body: publisher });
    const { body } = await callAs<{ key: string }>('ada', 'issueKey', {
      params: { publisherId: publisher.id },
      body: { name: 'flow', siteId: DEMO_SITE_ID, scopes },
    });
    return body.key;
  }
  const settings = { ...siteSettings(cms.webhookUrl), ...more };
  await callAs('ada', 'putSite', {
    params: { siteId: DEMO_SITE_ID },
    body: { settings, cmsSecret },
    headers: { 'if-none-match': '*' },
  });
  const keys = {
    publisher: await keyFor(DEMO_PUBLISHER, ['originals:write', 'licences:write', 'notices:write']),
    feed: await keyFor(DEMO_FEED, ['articles:write']),
  };

  return {
    get stack() {
      return stack;
    },
    async restart() {
      stack = await playStack({ stateDir: stack.stateDir });
    },
    cms,
    keys,
    call,
    callAs,
    async send(queue, bodies) {
      const text = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));
      const Entries = bodies.map((body, n) => ({ Id: String(n), MessageBody: text(body) }));
      await sqs.send(new SendMessageBatchCommand({ QueueUrl: outputs[queue]!, Entries }));
    },
    async register({ slug, title, text }) {
      const request = { body: { url: originalUrl(slug), title, text } };
      return (await call<{ articleId: string }>('registerOriginal', request, keys.publisher)).body.articleId;
    },
    finished: (articleId) =>
      eventually(`end to ${articleId}`, async () => {
        const { body } = await call<ArticleView>('readArticle', { params: { articleId } }, keys.feed);
        return body.finished ? body : undefined;
      }),
    async mails(subjectPart) {
      const all = (await stack.control('GET', '/mails')) as readonly OutboxMail[];
      return all.filter(({ subject }) => subject.includes(subjectPart));
    },
    async advance(ms) {
      await stack.advance(ms);
      offsetMs += ms;
    },
    async close() {
      sqs.destroy();
      await cms.close();
      await endEveryStack();
      removeStateDir(cmsDir);
    },
  };
}

const siteSettings = (endpoint: string): SiteSettings => ({
  siteId: DEMO_SITE_ID as SiteId,
  name: 'Newsriver',
  hosts: [DEMO_SITE_HOST],
  contentOrigin: 'operator_ingested',
  cms: { endpoint },
  designatedAgent: { name: 'Copyright Agent', email: 'copyright@newsriver.example' },
  timeZone: 'America/New_York',
  escalationContacts: [{ name: 'Duty editor', email: 'duty@newsriver.example' }],
  whenUnavailable: 'closed',
  soloOperator: false,
});

/** As the host's own system puts it onto the submissions queue. */
export const submitted = ({ slug, title, text }: DemoArticle): ArticleSubmitted => ({
  kind: 'article.submitted',
  siteId: DEMO_SITE_ID as SiteId,
  submitter: DEMO_FEED.id,
  externalId: slug,
  url: copyUrl(slug),
  title,
  text,
});
