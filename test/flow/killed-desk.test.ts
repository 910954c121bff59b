import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEMO_SITE_HOST } from '../../local/demo/demo-articles';
import { seededRandom } from '../property/corpus/interleaving';
import { openDemoDesk, submitted, type DemoDesk } from './support/demo-desk';
import { eventually } from './support/played-stack';

jest.setTimeout(240_000);

const MINUTE = 60_000;

/** Before the CMS: lets one order through and holds the others until the stack was killed, however late that is. */
let desk: DemoDesk;
let killed = false;
let passed = 0;
const door = createServer((request, response) => {
  if (!killed && passed++ > 0) return;
  const forwarded = forward(desk.cms.webhookUrl, { method: 'POST', headers: request.headers });
  forwarded.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502);
    answer.pipe(response);
  });
  request.pipe(forwarded);
});

beforeAll(async () => {
  await once(door.listen(0, '127.0.0.1'), 'listening');
  desk = await openDemoDesk({
    cms: { endpoint: `http://127.0.0.1:${(door.address() as AddressInfo).port}/` },
  });
});
afterAll(async () => {
  door.closeAllConnections();
  door.close();
  await desk.close();
});

const words = 'harbour council vote bridge ferry budget winter school night market storm repair plan'.split(
  ' ',
);
const random = seededRandom(1);
const text = () => Array.from({ length: 120 }, () => words[Math.floor(random() * words.length)]).join(' ');

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
  killed = true;
  expect(told().length).toBeLessThan(slugs.length);

  await desk.restart();
  // What was in hand at the kill is brought out again by the first sweep a minute later.
  await desk.advance(MINUTE);
  const urls = slugs.map((slug) => `https://${DEMO_SITE_HOST}/${slug}`);
  await eventually(
    'order for every article',
    () => (new Set(told()).size === slugs.length ? true : undefined),
    150_000,
  );
  // Each told once: as many as there are, and no other.
  expect(told()).toHaveLength(urls.length);
  expect(new Set(told())).toEqual(new Set(urls));
});
