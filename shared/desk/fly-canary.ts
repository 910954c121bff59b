import { setTimeout as sleep } from 'node:timers/promises';
import type { ArticleRow } from '../article/article';
import { canonicalUrl } from '../article/canonical-url';
import { between, MINUTE, plus } from '../clock/instant';
import { canaryFailed, canaryFlown } from '../events';
import { faultOf } from '../fault';
import type { Client } from '../wire/client';
import type { SubmissionsMessage } from '../wire/messages';
import { CANARY_FEED, CANARY_HOST, CANARY_PUBLISHER_ID, CANARY_SITE_ID, canarySite } from './canary-site';
import type { Desk } from './desk';
import { sha256 } from './digest';
import { isFinished } from './dispose-article';

type CanaryDesk = Pick<Desk, 'now' | 'ids' | 'articles' | 'outbox' | 'registry' | 'pulses' | 'work'>;

/** Looks soon at first, then half as often each time, down to the second of these. */
const POLL_MS = { first: 50, longest: 800 };

/** Words that no other text has: each run's article is found by its own original alone. */
const wordsOf = (run: string): string =>
  Array.from({ length: 120 }, (_, i) =>
    sha256(`${run} ${i}`)
      .slice(0, 10)
      .replaceAll(/\d/g, (digit) => String.fromCharCode(103 + Number(digit))),
  ).join(' ');

interface Flight {
  readonly desk: CanaryDesk;
  readonly api: Client;
  /** Milliseconds until it must have come through. */
  readonly timeLeft: () => number;
  /** Milliseconds each step took, by its name, in order. */
  readonly steps: Map<string, number>;
}

/** Where it stopped is the last step that was begun. */
async function step<T>({ desk, steps }: Flight, name: string, run: () => Promise<T>): Promise<T> {
  const from = desk.now();
  steps.set(name, -1);
  const result = await run();
  steps.set(name, Math.max(0, between(from, desk.now())));
  return result;
}

async function until<T>({ timeLeft }: Flight, look: () => Promise<T | undefined>): Promise<T> {
  for (let waitMs = POLL_MS.first; ; waitMs = Math.min(2 * waitMs, POLL_MS.longest)) {
    const found = await look();
    if (found !== undefined) return found;
    if (timeLeft() <= 0) throw new Error('it took too long');
    await sleep(waitMs);
  }
}

/**
 * Proves the whole way with an article and a complaint of its own: registered, found as a copy, told to a CMS; received, compared,
 * withdrawn by who sent it. It goes by the doors that everybody uses and tells no real party; its cases stand in no queue.
 * @param timeLeft milliseconds until it must have come through.
 */
export async function flyCanary(
  desk: CanaryDesk,
  api: Client,
  publicUrl: string,
  timeLeft: () => number,
): Promise<void> {
  const flight: Flight = { desk, api, timeLeft, steps: new Map() };
  const startedAt = desk.now();
  try {
    await step(flight, 'prepared', () => prepare(desk, publicUrl));
    const run = desk.ids.ulid().toLowerCase();
    const { originalUrl, copyUrl } = await flyArticle(flight, run);
    await flyNotice(flight, originalUrl, copyUrl);
  } catch (error) {
    const [stoppedAt = 'prepared'] = [...flight.steps].at(-1) ?? [];
    canaryFailed(desk.now(), { stoppedAt, error: faultOf(error) });
    return;
  }
  const tookMs = between(startedAt, desk.now());
  canaryFlown(desk.now(), { tookMs });
  await desk.pulses.put({
    name: 'canary',
    at: desk.now(),
    facts: { tookMs, steps: [...flight.steps].map(([name, ms]) => ({ name, ms })) },
  });
}

/** Its site, and a licence by which its copy may stand: a copy without one would wait for a person. */
async function prepare(desk: CanaryDesk, publicUrl: string): Promise<void> {
  const wanted = canarySite(publicUrl);
  const stands = await desk.registry.siteAsStored(CANARY_SITE_ID);
  if (stands?.cms.endpoint !== wanted.cms.endpoint) {
    const secret = Buffer.from(desk.ids.secret(), 'base64url').toString('base64');
    await desk.registry.putSite(wanted, `whsec_${secret}`);
  }
  if ((await desk.registry.licencesOf(CANARY_PUBLISHER_ID)).length > 0) return;
  await desk.registry.putLicence({
    id: desk.ids.licence(),
    publisherId: CANARY_PUBLISHER_ID,
    partner: CANARY_FEED,
    scope: { kind: 'all' },
    from: plus(desk.now(), -MINUTE),
    terms: {},
  });
}

/** The article at an address of the canary's, once it is as far as asked. */
const articleAt = (flight: Flight, url: string, isFarEnough: (row: ArticleRow) => boolean) =>
  until(flight, async () => {
    const row = await flight.desk.articles.findByUrl(canonicalUrl(url) ?? url);
    return row && isFarEnough(row) ? row : undefined;
  });

async function flyArticle(flight: Flight, run: string) {
  const { desk } = flight;
  const originalUrl = `https://${CANARY_HOST}/originals/${run}`;
  const copyUrl = `https://${CANARY_HOST}/articles/${run}`;
  const text = wordsOf(run);
  const send = (message: SubmissionsMessage) => desk.work.submissions.send([JSON.stringify(message)]);
  const sent = { kind: 'article.submitted', siteId: CANARY_SITE_ID, text } as const;

  const original = await step(flight, 'registered', async () => {
    const publisher = { submitter: CANARY_PUBLISHER_ID, publisherId: CANARY_PUBLISHER_ID };
    await send({ ...sent, ...publisher, original: true, url: originalUrl });
    return articleAt(flight, originalUrl, isFinished);
  });
  const copy = await step(flight, 'matched', async () => {
    await send({ ...sent, submitter: CANARY_FEED, url: copyUrl });
    return articleAt(flight, copyUrl, isFinished);
  });
  if (!copy.matches?.some(({ originalId }) => originalId === original.id))
    throw new Error('the copy was not found');
  await step(flight, 'told', () =>
    until(flight, async () => {
      const owed = await desk.outbox.listOf(copy.id);
      return owed.find(({ deliveredAt }) => deliveredAt !== undefined);
    }),
  );
  return { originalUrl, copyUrl };
}

async function flyNotice(flight: Flight, originalUrl: string, copyUrl: string): Promise<void> {
  const { api } = flight;
  const { body: receipt } = await step(flight, 'received', () =>
    api('submitNotice', {
      body: {
        contact: { name: 'Canary', postalAddress: CANARY_HOST },
        capacity: 'owner',
        works: [{ title: 'Canary', originalUrl }],
        targets: [{ url: copyUrl, work: 0, part: 'whole_text' }],
        goodFaith: 'I have a good-faith belief that this use is not authorised by the copyright owner.',
        authority: 'The information is accurate and, under penalty of perjury, I am the owner.',
        signature: 'Canary Bird',
      },
    }),
  );
  const params = { token: receipt.statusToken };
  try {
    await step(flight, 'compared', () =>
      until(flight, async () => {
        const { items } = (await api('readStatus', { params })).body;
        return items.every(({ compared }) => compared === 'compared') ? items : undefined;
      }),
    );
  } finally {
    // Also where it was not compared: nobody is to find it in a queue or late.
    await step(flight, 'withdrawn', () => api('withdrawComplaint', { params, body: {} }));
  }
  await step(flight, 'closed', () =>
    until(flight, async () => {
      const { state } = (await api('readStatus', { params })).body;
      return state === 'WITHDRAWN' ? state : undefined;
    }),
  );
}
