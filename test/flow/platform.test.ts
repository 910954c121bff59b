import type { SelfCheck } from '../../shared/desk/self-check';
import { openDemoDesk, type DemoDesk } from './support/demo-desk';

jest.setTimeout(180_000);

let desk: DemoDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

const selfCheck = async () => (await desk.callAs<SelfCheck>('rita', 'selfCheck')).body;
const canary = async () => (await selfCheck()).checks.find(({ name }) => name === 'canary');

describe('the canary', () => {
  it('goes the whole way, twice, tells no party, and stands in no queue', async () => {
    const mailsSent = async () => ((await desk.stack.control('GET', '/mails')) as readonly unknown[]).length;
    const mailsBefore = await mailsSent();
    const ordersBefore = desk.cms.orders().length;
    const schedule = desk.stack.description().schedules.find((name) => name.startsWith('Canary'));
    for (let flight = 0; flight < 2; flight++) {
      await desk.stack.control('POST', `/schedules/${schedule}/run`);
      expect(await canary()).toMatchObject({ state: 'green' });
    }
    const steps = (await canary())?.facts['steps'] as readonly { readonly name: string }[];
    expect(steps.map(({ name }) => name)).toEqual([
      'prepared',
      'registered',
      'matched',
      'told',
      'received',
      'compared',
      'withdrawn',
      'closed',
    ]);
    const { body } = await desk.callAs<{ cases: readonly unknown[] }>('rita', 'listQueue');
    expect(body.cases).toEqual([]);
    expect((await desk.callAs<{ openCases: number }>('rita', 'readDeskStatus')).body.openCases).toBe(0);
    expect(await mailsSent()).toBe(mailsBefore);
    expect(desk.cms.orders()).toHaveLength(ordersBefore);
  });
});

describe('the API', () => {
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${desk.stack.description().apiUrl}${path}`, { headers });

  it('says that it is there, and describes itself to programs and to people', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
    const document = (await (await get('/openapi.json')).json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.1');
    expect(Object.keys(document.paths)).toContain('/cases/{caseId}/decisions');
    const page = await get('/docs');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<h1>The API of Copydesk</h1>');
  });

  it('says of an address that does not exist that there is none, as of every other problem', async () => {
    const answer = await get('/nowhere/at/all');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ detail: 'there is no such address' });
    // Who opened a mistyped link in a browser was shown JSON.
    const page = await get('/nowhere/at/all', { accept: 'text/html,*/*;q=0.8', 'accept-language': 'fr' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await page.text()).toMatch(/<html lang="fr">[^]*href="\/complaints\/new"/);
  });

  it('lets nobody overwrite a site unseen', async () => {
    const params = { siteId: 'copydesk-canary' };
    const read = await desk.callAs<object>('ada', 'readSite', { params });
    const body = { settings: read.body };
    const put = (headers: Readonly<Record<string, string>>) =>
      desk.callAs('ada', 'putSite', { params, body, headers });
    expect((await put({})).status).toBe(428);
    expect((await put({ 'if-none-match': '*' })).status).toBe(412);
    expect((await put({ 'if-match': '"another"' })).status).toBe(412);
    expect((await put({ 'if-match': '*' })).status).toBe(200);
  });
});
