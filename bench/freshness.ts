import { randomFrom } from '../cli/evaluate-copies';
import { originalUrl } from '../local/demo/demo-articles';
import { type DemoDesk, openDemoDesk } from '../test/flow/support/demo-desk';

/** Milliseconds from `accepted` to `matched`, as the stages of each copy record them. */
export interface Freshness {
  /** The copy is sent as soon as its original has been accepted. */
  readonly atOnce: readonly number[];
  /** All workers are new ones, so none has its original in memory. */
  readonly newWorker: readonly number[];
}

const ROUNDS = 5;
const WORDS = 300;

/** Copies on a played stack, by the API, with the batching window, the queue and the workers of the template. */
export async function freshness(): Promise<Freshness> {
  const desk = await openDemoDesk();
  const atOnce: number[] = [];
  const newWorker: number[] = [];
  try {
    // The first of all waits for the workers to start.
    const first = article(ROUNDS);
    await timeToFind(desk, first.slug, first.text, await desk.register({ ...first, title: first.slug }));
    for (let round = 0; round < ROUNDS; round++) {
      const { slug, text } = article(round);
      const originalId = await desk.register({ slug, title: slug, text });
      atOnce.push(await timeToFind(desk, `${slug}-at-once`, text, originalId));
      await desk.stack.end('SIGINT');
      await desk.restart();
      newWorker.push(await timeToFind(desk, `${slug}-new-worker`, text, originalId));
    }
  } finally {
    await desk.close();
  }
  return { atOnce, newWorker };
}

function article(round: number) {
  const random = randomFrom(round);
  const word = () => Math.floor(random() * 36 ** 5).toString(36);
  return { slug: `fresh-${round}`, text: Array.from({ length: WORDS }, word).join(' ') };
}

async function timeToFind(desk: DemoDesk, externalId: string, text: string, originalId: string) {
  const { status, body } = await desk.call<{ articleId: string }>(
    'submitArticle',
    { body: { externalId, url: originalUrl(externalId), title: externalId, text } },
    desk.keys.feed,
  );
  if (status !== 202) throw new Error(`the copy was answered ${status}`);
  const { stages, matches } = await desk.finished(body.articleId);
  // A later copy may be told by an earlier one of the same story: the registered original comes before these.
  if (!matches.some((match) => match.originalId === originalId))
    throw new Error(`${externalId} was not found to be a copy of ${originalId}`);
  const at = (stage: (typeof stages)[number]['stage']) =>
    Date.parse(stages.find((one) => one.stage === stage)!.at);
  return at('matched') - at('accepted');
}
