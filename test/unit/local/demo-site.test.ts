import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { copies, copyUrl } from '../../../local/demo/demo-articles';
import { type DemoSite, startDemoSite } from '../../../local/demo/demo-site';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const now = Date.parse('2026-11-22T10:00:00Z');
const { slug } = copies.ferry;

describe('the demo news site', () => {
  let folder: string;
  let site: DemoSite;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'demo-site-'));
    site = await startDemoSite({ secret, stateDir: folder, now: () => now });
  });
  afterEach(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  const deliver = async (id: string, body: string, { at = now, key = secret } = {}) => {
    const { status } = await fetch(site.webhookUrl, {
      method: 'POST',
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(at / 1_000),
        'webhook-signature': new Webhook(key).sign(id, new Date(at), body),
      },
      body,
    });
    return status;
  };
  const order = (id: string, type: string, data: object = {}, signed: { at?: number; key?: string } = {}) =>
    deliver(
      id,
      JSON.stringify({
        type,
        timestamp: new Date(signed.at ?? now).toISOString(),
        data: { url: copyUrl(slug), caseId: 'CD-00000-00000', ...data },
      }),
      signed,
    );
  const pageStatus = async () => (await fetch(`${site.url}/${slug}`)).status;
  const publish = () => order('msg_1', 'article.disposition', { disposition: 'publish', reasons: [] });

  it('publishes, takes down and restores as ordered', async () => {
    expect(await pageStatus()).toBe(404);
    expect(await publish()).toBe(204);
    expect(await pageStatus()).toBe(200);
    expect(await order('msg_2', 'item.takedown')).toBe(204);
    expect(await pageStatus()).toBe(410);
    expect(await order('msg_3', 'item.restore')).toBe(204);
    expect(await pageStatus()).toBe(200);
  });

  it('keeps a page back that is held or refused', async () => {
    await order('msg_1', 'article.disposition', { disposition: 'hold', reasons: [] });
    expect(await pageStatus()).toBe(404);
    await order('msg_2', 'article.disposition', { disposition: 'publish', reasons: [] });
    expect(await pageStatus()).toBe(200);
    await order('msg_3', 'article.disposition', { disposition: 'refuse' });
    expect(await pageStatus()).toBe(404);
  });

  it('carries an order out once, however often it is delivered', async () => {
    await publish();
    await order('msg_2', 'item.takedown');
    await order('msg_3', 'item.restore');
    expect(await order('msg_2', 'item.takedown')).toBe(204);
    expect(await pageStatus()).toBe(200);
    expect(site.orders().map(({ id }) => id)).toEqual(['msg_1', 'msg_2', 'msg_3']);
  });

  it('refuses an order that somebody else signed, and one that is replayed later', async () => {
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    await publish();
    expect(await order('msg_2', 'item.takedown', {}, { key: other })).toBe(401);
    expect(await order('msg_3', 'item.takedown', {}, { at: now - 301_000 })).toBe(401);
    expect(await pageStatus()).toBe(200);
  });

  it('remembers after a restart what it carried out', async () => {
    await publish();
    await order('msg_2', 'item.takedown');
    await site.close();
    site = await startDemoSite({ secret, stateDir: folder, now: () => now });
    expect(await pageStatus()).toBe(410);
  });

  // The desk retried it for a day: the site answered 500 to an article that its CMS had sent without an address.
  it('acknowledges an order about an article that has no address, and changes no page', async () => {
    await publish();
    const told = { url: undefined, externalId: 'ferry-1', disposition: 'hold', reasons: [] };
    expect(await order('msg_2', 'article.disposition', told)).toBe(204);
    expect(await pageStatus()).toBe(200);
    expect(site.orders().at(-1)).toMatchObject({ id: 'msg_2', data: { externalId: 'ferry-1' } });
    await site.close();
    site = await startDemoSite({ secret, stateDir: folder, now: () => now });
    expect(site.orders()).toHaveLength(2);
  });

  it('acknowledges an order of a type it does not know, as a receiver of webhooks should', async () => {
    expect(await order('msg_1', 'article.praised')).toBe(204);
    expect(site.orders()).toEqual([]);
  });

  it('says 400 to what is signed and is no order, and 413 to what is too large to be one', async () => {
    expect(await deliver('msg_1', '{')).toBe(400);
    expect(await deliver('msg_2', '[]')).toBe(400);
    expect(await order('msg_3', 'item.takedown', { url: 'no address' })).toBe(400);
    expect(await deliver('msg_4', JSON.stringify('x'.repeat(1024 * 1024)))).toBe(413);
    expect(site.orders()).toEqual([]);
  });

  it('says 404 to a path with two slashes', async () => {
    expect((await fetch(`${site.url}//`)).status).toBe(404);
  });
});
