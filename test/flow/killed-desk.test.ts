import { randomInt } from 'node:crypto';
import { DEMO_SITE_HOST } from '../../local/demo/demo-articles';
import { openDemoDesk, submitted, type DemoDesk } from './support/demo-desk';
import { eventually } from './support/played-stack';

jest.setTimeout(240_000);

let desk: DemoDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

const words = 'harbour council vote bridge ferry budget winter school night market storm repair plan'.split(
  ' ',
);
const text = () => Array.from({ length: 120 }, () => words[randomInt(words.length)]).join(' ');

it('loses no article and orders nothing twice when it is killed in the middle of a batch', async () => {
  const slugs = Array.from({ length: 40 }, (_, n) => `killed-${n}`);
  for (let from = 0; from < slugs.length; from += 10)
    await desk.send(
      'SubmissionsQueue',
      slugs.slice(from, from + 10).map((slug) => submitted({ slug, title: slug, text: text() })),
    );
  const told = () => desk.cms.orders().map(({ data }) => data.url);
  await eventually('order to the CMS', () => (told().length > 0 ? true : undefined));
  await desk.stack.end('SIGKILL');
  expect(told().length).toBeLessThan(slugs.length);

  await desk.restart();
  const urls = slugs.map((slug) => `https://${DEMO_SITE_HOST}/${slug}`);
  await eventually(
    'order for every article',
    () => (new Set(told()).size === slugs.length ? true : undefined),
    // What was in hand at the kill is brought out again by the first sweep a minute later.
    150_000,
  );
  // Each told once: as many as there are, and no other.
  expect(told()).toHaveLength(urls.length);
  expect(new Set(told())).toEqual(new Set(urls));
});
