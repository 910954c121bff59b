import { Webhook } from 'standardwebhooks';
import { plus } from '../../../shared/clock/instant';
import type { CmsClient } from '../../../shared/desk/desk';
import { openCmsClient } from '../../../shared/stores/cms-client';
import { isCallable } from '../../../shared/stores/public-address';
import { systemClock } from '../../../shared/stores/system-clock';
import { startCapture } from '../support/captured-requests';
import { ids, noon } from '../support/desk-fixtures';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const call = (endpoint: string, more: Partial<Parameters<CmsClient['send']>[0]> = {}) => ({
  endpoint,
  secrets: [secret],
  id: ids.outbox(),
  type: 'item.takedown',
  at: noon,
  data: { url: 'https://news.demo.example/harbour', note: 'Grüße' },
  ...more,
});
const here = openCmsClient({ now: systemClock, allowLoopback: true });

describe('an order to the CMS', () => {
  it('is verified by the standard library, with the time of the attempt and not of the event', async () => {
    const cms = await startCapture((_, response) => response.writeHead(204).end());
    const order = call(`${cms.url}/hooks`);
    expect(await here.send(order)).toEqual({ status: 204 });
    const [got] = cms.requests;
    expect(got).toMatchObject({ method: 'POST', path: '/hooks', headers: { 'webhook-id': order.id } });
    // `noon` is months away: a signature over the event's time would be refused as too old or too new.
    expect(new Webhook(secret).verify(got!.body, got!.headers as Record<string, string>)).toEqual({
      type: order.type,
      timestamp: noon,
      data: order.data,
    });
    const forged = got!.body.replace('harbour', 'council');
    expect(() => new Webhook(secret).verify(forged, got!.headers as Record<string, string>)).toThrow(
      'No matching signature',
    );
  });

  it('carries the same id on every attempt, signed anew', async () => {
    const cms = await startCapture((_, response) => response.writeHead(503).end());
    let now = noon;
    const client = openCmsClient({ now: () => now, allowLoopback: true });
    const order = call(cms.url);
    expect(await client.send(order)).toEqual({ status: 503 });
    now = plus(noon, 3_600_000);
    await client.send(order);
    const [first, second] = cms.requests.map(({ headers }) => headers);
    expect(first?.['webhook-id']).toBe(second?.['webhook-id']);
    expect(Number(second?.['webhook-timestamp']) - Number(first?.['webhook-timestamp'])).toBe(3_600);
    expect(first?.['webhook-signature']).not.toBe(second?.['webhook-signature']);
  });

  it('does not follow a redirect: it is an answer', async () => {
    const cms = await startCapture((request, response) =>
      request.path === '/old' ? response.writeHead(307, { location: '/new' }).end() : response.end(),
    );
    expect(await here.send(call(`${cms.url}/old`))).toEqual({ status: 307 });
    expect(cms.requests.map(({ path }) => path)).toEqual(['/old']);
  });

  it('is given up as `unavailable` when the CMS does not answer, and does not wait for a body', async () => {
    const cms = await startCapture((request, response) => {
      if (request.path === '/body') response.writeHead(200).write('and then nothing more');
    });
    const patient = (timeoutMs: number) =>
      openCmsClient({ now: systemClock, allowLoopback: true, timeoutMs });
    await expect(patient(300).send(call(`${cms.url}/silent`))).rejects.toMatchObject({ kind: 'unavailable' });
    const client = patient(60_000);
    expect(await client.send(call(`${cms.url}/body`))).toEqual({ status: 200 });
    await cms.close();
    await expect(client.send(call(cms.url))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('is not sent when it is 20 kB or more', async () => {
    const cms = await startCapture((_, response) => response.end());
    const data = { note: 'é'.repeat(10_000) };
    await expect(here.send(call(cms.url, { data }))).rejects.toMatchObject({ kind: 'invalid' });
    expect(cms.requests).toEqual([]);
  });
});

describe('what a CMS endpoint may not be', () => {
  const deployed = openCmsClient({ now: systemClock });

  it('is an address of this machine or network, however it is written', async () => {
    const cms = await startCapture((_, response) => response.end());
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]'])
      await expect(deployed.send(call(`https://${host}:${cms.port}/`))).rejects.toMatchObject({
        kind: 'refused',
      });
    expect(cms.requests).toEqual([]);
  });

  it('is the metadata service or a private network, even where loopback is allowed', async () => {
    for (const host of ['169.254.169.254', '10.0.0.1', '192.168.1.1', '[fe80::1]', '[fd00::1]', '0.0.0.0'])
      await expect(here.send(call(`http://${host}/`))).rejects.toMatchObject({ kind: 'refused' });
  });

  it.each(['http://93.184.215.14/', 'ftp://cms.example/', 'cms.example'])('is %s', async (endpoint) => {
    await expect(deployed.send(call(endpoint))).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('https') as string,
    });
  });

  it.each([
    ['93.184.215.14', true],
    ['172.15.255.255', true],
    ['172.16.0.0', false],
    ['172.31.255.255', false],
    ['172.32.0.0', true],
    ['100.63.255.255', true],
    ['100.64.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
    ['::', false],
    ['::ffff:10.1.2.3', false],
    ['::ffff:93.184.215.14', true],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['ff02::1', false],
  ])('%s is callable: %s', (address, callable) => {
    expect(isCallable(address, false)).toBe(callable);
  });
});
