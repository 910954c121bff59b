import {
  copies,
  DEMO_FEED,
  DEMO_PUBLISHER,
  DEMO_SITE_HOST,
  originals,
  originalUrl,
} from '../local/demo/demo-articles';
import type { DemoSite, Order } from '../local/demo/demo-site';
import { DAY, instant, SECOND } from '../shared/clock/instant';
import { type CallApi, connect } from './api';
import { describeCase, describeItem, describeQueue } from './case-text';
import { completeComplaint } from '../local/demo/demo-complaint';
import { register, sendArticles, sentMails, setUp, statusOf, until } from './demo-setup';
import type { Demo } from './demo-stack';
import type { Io } from './io';
import { table } from './print';
import { claim, decide, readCase, readQueue } from './review';

/** A complaint that a reviewer can decide. */
export interface OpenCase {
  readonly caseId: string;
  /** The page on the demo's news site that it complains of. */
  readonly page: string;
}

/**
 * The main job up to where a person is asked, each step with what it shows. Steps wait for what really happens; nothing
 * is staged.
 */
export async function tellArrivals(io: Io, demo: Demo, chapter: (title: string) => void): Promise<OpenCase> {
  const say = (text = '') => io.stdout.write(`${text}\n`);
  const { stack, site } = demo;

  chapter('1. A site, a publisher, a licence');
  const key = await setUp(io, demo);
  say(`Newsriver publishes on ${DEMO_SITE_HOST}. The ${DEMO_PUBLISHER.name} gets an API key.`);
  const gazette = await connect(io, 'key', { key });
  await register(gazette, originals.bakery, stack.now());
  await register(gazette, originals.observatory, stack.now());
  await gazette('registerLicence', {
    body: {
      partner: DEMO_FEED.id,
      scope: { kind: 'prefixes', prefixes: [originalUrl(originals.bakery.slug)] },
      from: instant(stack.now() - DAY),
      terms: { credit: DEMO_PUBLISHER.name },
    },
  });
  say('It registers two originals, and licenses one of them to Newsriver, with credit.');

  chapter('2. Four articles arrive on SQS; the CMS is told what to do with each');
  await sendArticles(stack, Object.values(copies));
  const dispositions = await until('a disposition for every article', () => {
    const orders = dispositionsOf(site);
    return orders.length >= Object.keys(copies).length ? orders : undefined;
  });
  say(table(['page', 'disposition', 'because'], dispositions.map(dispositionRow), io.columns));

  chapter('3. An original registered late finds its copy');
  await register(gazette, originals.ferry, stack.now());
  const rita = await connect(io, 'staff', { as: 'rita' });
  const found = await until('the late original to find its copy', async () =>
    (await readQueue(rita)).lines.find(({ kind }) => kind === 'found_copy'),
  );
  const page = `${site.url}/${copies.ferry.slug}`;
  say(
    `The ${DEMO_PUBLISHER.name} registers the ferry story only now. Its copy is found among the articles checked before:`,
  );
  say(`case ${found.caseId}. The page is out and stays, for no machine takes a page down:`);
  say(`  GET ${page}  ${await statusOf(page)}`);

  chapter('4. A complaint; its case stands in the review queue, its 24 hours run');
  const { caseId, pageUrl } = await complain(gazette);
  say(`The ${DEMO_PUBLISHER.name} complains. Receipt: case ${caseId}\n  ${pageUrl}\n`);
  await until('the evidence', async () => {
    const [item] = (await readCase(rita, caseId)).itemViews;
    return item && item.comparison.outcome !== 'pending' ? item : undefined;
  });
  say(describeQueue((await readQueue(rita)).lines));
  return { caseId, page };
}

/** What a person decides, and what comes of it. */
export async function tellDecision(
  io: Io,
  { stack, site }: Demo,
  { caseId, page }: OpenCase,
  chapter: (title: string) => void,
): Promise<void> {
  const say = (text = '') => io.stdout.write(`${text}\n`);
  const rita = await connect(io, 'staff', { as: 'rita' });

  chapter('5. A reviewer takes it and decides');
  const { lease, version } = await claim(rita, caseId);
  say(describeCase(await readCase(rita, caseId)));
  await decide(rita, caseId, {
    leaseToken: lease.token,
    version,
    decisions: [
      {
        item: 1,
        actions: ['disable'],
        reasonCode: 'UPHELD_FULL_COPY',
        reason:
          'The page holds nearly the whole text of the named article, and no licence is registered for it.',
      },
    ],
  });
  say(
    'rita: disable, UPHELD_FULL_COPY. For thirty seconds she can take it back (copydesk undo); the local clock is moved over them.',
  );
  await stack.advance(31 * SECOND);
  await until('the page to vanish', async () => ((await statusOf(page)) === 410 ? true : undefined));
  say(`\n  GET ${page}  ${await statusOf(page)}`);

  chapter('6. The page is seen gone, and both sides know');
  const gone = await until('the page to be seen gone', async () => {
    const [item] = (await readCase(rita, caseId)).itemViews;
    return item?.confirmedGoneAt === undefined ? undefined : item;
  });
  say(
    `${describeItem(gone)
      .filter((line) => / acknowledged | gone | decided /.test(line))
      .join('\n')}\n`,
  );
  const mails = await until('the mails to both sides', async () => {
    const sent = (await sentMails(io)).filter(({ subject }) => subject.includes(caseId));
    return [DEMO_PUBLISHER.email, DEMO_FEED.email].every((address) =>
      sent.some(({ to }) => to.includes(address)),
    )
      ? sent
      : undefined;
  });
  say(
    table(
      ['mail to', 'subject'],
      mails.map(({ to, subject }) => [to.join(', '), subject]),
    ),
  );
  const orders = site.orders().filter(({ data }) => data.caseId === caseId);
  say(
    `\n${table(
      ['signed order to the CMS', 'webhook-id'],
      orders.map(({ type, id }) => [type, id]),
    )}`,
  );
}

type DispositionOrder = Extract<Order, { type: 'article.disposition' }>;

const dispositionsOf = (site: DemoSite): readonly DispositionOrder[] =>
  site.orders().filter((order) => order.type === 'article.disposition');

const dispositionRow = ({ data }: DispositionOrder): readonly string[] => [
  data.url === undefined ? '' : new URL(data.url).pathname,
  data.disposition,
  data.reasons.length > 0 ? data.reasons.join(' ') : 'No registered original stands in it.',
];

/** With the publisher's key, so that it stands among the complaints of its account. */
const complain = async (gazette: CallApi): Promise<{ readonly caseId: string; readonly pageUrl: string }> =>
  (await gazette('submitNotice', { body: completeComplaint(originals.ferry, copies.ferry) })).body;
