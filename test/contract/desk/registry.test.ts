import { deskRoutes } from '../../../functions/desk-routes';
import type { Call } from '../../../functions/http';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { OwnKey } from '../../../shared/desk/account-keys';
import { authenticate } from '../../../shared/desk/authenticate';
import { createPublisher, type IssuedKey, issueKey } from '../../../shared/desk/publishers';
import { preconditionOf } from '../../../functions/preconditions';
import { putSite, readSite, siteTag } from '../../../shared/desk/site-settings';
import { HOUR, plus } from '../../../shared/clock/instant';
import type { Desk } from '../../../shared/desk/desk';
import type { PublisherId, SiteId } from '../../../shared/ids';
import { openCmsClient } from '../../../shared/stores/cms-client';
import { putSiteRequest } from '../../../shared/wire/site-settings';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const gazette = 'gazette' as PublisherId;
const demo = 'demo' as SiteId;

async function withKey(more: Partial<Parameters<typeof issueKey>[2]> = {}) {
  const opened = await openTestDesk();
  const { desk } = opened;
  await createPublisher(desk, { id: gazette, name: 'Gazette', email: 'g@gazette.example', domains: [] });
  const issued = await issueKey(desk, gazette, {
    name: 'k',
    siteId: demo,
    scopes: ['articles:write'],
    ...more,
  });
  return { ...opened, ...issued };
}
const refusal = (desk: Desk, key: string | undefined) =>
  authenticate(desk, key, 'any').catch((error: Error) => error.message);

describe('an API key', () => {
  it('is shown once, kept only as a hash, and says who holds it', async () => {
    const { desk, id, key } = await withKey();
    expect(await authenticate(desk, key, 'articles:write')).toMatchObject({
      id,
      publisherId: gazette,
      siteId: demo,
    });
    const stored = JSON.stringify(await desk.registry.key(id));
    expect(stored).not.toContain(key.split('_').slice(2).join('_'));
    await expect(authenticate(desk, key, 'originals:write')).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('is refused in the same words, whatever is wrong with it', async () => {
    const { desk, id, key, advance } = await withKey({
      expiresAt: plus((await openTestDesk()).desk.now(), HOUR),
    });
    const wrong = `cdk_${id}_${'x'.repeat(43)}`;
    const unknown = `cdk_${'a'.repeat(12)}_${'x'.repeat(43)}`;
    const messages = [];
    for (const each of [undefined, '', 'nonsense', wrong, unknown]) messages.push(await refusal(desk, each));
    advance(HOUR);
    messages.push(await refusal(desk, key));
    expect(new Set(messages).size).toBe(1);
    expect(messages[0]).toMatch(/^send a valid API key/);
  });

  it('is refused once revoked', async () => {
    const { desk, id, key } = await withKey();
    await desk.registry.putKey({ ...(await desk.registry.key(id))!, revokedAt: desk.now() });
    await expect(authenticate(desk, key, 'any')).rejects.toMatchObject({ kind: 'unauthenticated' });
  });

  it('needs a publisher and a site that exist', async () => {
    const { desk } = await withKey();
    const request = { name: 'k', siteId: demo, scopes: ['articles:write' as const] };
    await expect(issueKey(desk, 'nobody' as PublisherId, request)).rejects.toMatchObject({
      kind: 'not_found',
    });
    await expect(issueKey(desk, gazette, { ...request, siteId: 'none' as SiteId })).rejects.toMatchObject({
      kind: 'invalid',
    });
    await expect(
      createPublisher(desk, { id: gazette, name: 'Again', email: 'g@gazette.example', domains: [] }),
    ).rejects.toMatchObject({ kind: 'conflict' });
  });

  // Two people created one publisher at once; both were told it was theirs, and one's words were lost.
  it('of a publisher created twice at once belongs to the first', async () => {
    const { desk } = await openTestDesk();
    const create = (name: string) =>
      createPublisher(desk, { id: gazette, name, email: 'g@gazette.example', domains: [] });
    const settled = await Promise.allSettled(['One', 'Two', 'Three'].map(create));
    const [made, ...more] = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(more).toEqual([]);
    expect(await desk.registry.publisher(gazette)).toEqual(made);
  });
});

describe('the keys of a publisher, in the hands of administrators', () => {
  async function openKeys() {
    const opened = await withKey();
    const { desk } = opened;
    const routes = deskRoutes(desk, memoryObjectStore(), {
      issuer: 'https://sign-in.example',
      clientId: 'c',
    });
    const ask = async (
      name: 'listIssuedKeys' | 'rotateIssuedKey' | 'revokeIssuedKey',
      of: string,
      keyId = '',
    ) => {
      const call = {
        param: (param: string, parse: (text: string) => unknown) => parse(param === 'keyId' ? keyId : of),
      };
      return ((await routes[name](call as unknown as Call, { role: 'ADM', id: 'ada' })) as { body: unknown })
        .body;
    };
    const states = async () =>
      ((await ask('listIssuedKeys', gazette)) as { keys: OwnKey[] }).keys.map(({ id, state }) => [id, state]);
    return { ...opened, ask, states };
  }

  it('are listed without anything that would open the desk', async () => {
    const { desk, id, ask } = await openKeys();
    const { secretSha256 } = (await desk.registry.key(id))!;
    const listed = await ask('listIssuedKeys', gazette);
    expect(listed).toMatchObject({ keys: [{ id, name: 'k', siteId: demo, state: 'good' }] });
    expect(JSON.stringify(listed)).not.toContain(secretSha256);
    await expect(ask('listIssuedKeys', 'nobody')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('are replaced: the old one opens the desk for a day more, the new one may do the same', async () => {
    const { desk, id, key, ask, states, advance } = await openKeys();
    const fresh = (await ask('rotateIssuedKey', gazette, id)) as IssuedKey;
    for (const each of [key, fresh.key])
      expect(await authenticate(desk, each, 'articles:write')).toMatchObject({ publisherId: gazette });
    advance(24 * HOUR);
    expect(await refusal(desk, key)).toMatch(/^send a valid API key/);
    expect(await states()).toEqual([
      [fresh.id, 'good'],
      [id, 'expired'],
    ]);
  });

  // A feed's key was read by strangers, and nobody at the desk could end it.
  it('are ended at once and for good', async () => {
    const { desk, id, key, ask, states } = await openKeys();
    await ask('revokeIssuedKey', gazette, id);
    expect(await refusal(desk, key)).toMatch(/^send a valid API key/);
    expect(await states()).toEqual([[id, 'revoked']]);
    await expect(ask('rotateIssuedKey', gazette, id)).rejects.toMatchObject({ kind: 'refused' });
    await expect(ask('revokeIssuedKey', 'another', id)).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('site settings', () => {
  it('find the site by www and by the bare name', async () => {
    const { desk, site } = await openTestDesk();
    await putSite(desk, demo, { ...site, hosts: ['WWW.Demo.example', 'demo.example'] }, undefined);
    expect((await readSite(desk, demo)).hosts).toEqual(['demo.example']);
    expect(await desk.registry.siteOfHost('demo.example')).toMatchObject({ siteId: demo });
  });

  it('are replaced as they were read, or not at all', async () => {
    const { desk, site } = await openTestDesk();
    const read = siteTag(await readSite(desk, demo));
    const mine = preconditionOf({ header: (name) => (name === 'if-match' ? read : undefined) });
    await putSite(desk, demo, { ...site, name: 'First' }, undefined, mine);
    await expect(putSite(desk, demo, { ...site, name: 'Second' }, undefined, mine)).rejects.toMatchObject({
      kind: 'precondition_failed',
    });
    expect((await readSite(desk, demo)).name).toBe('First');
  });

  // The endpoint was taken and every order to the CMS failed afterwards.
  it.each([
    'http://plain.example/hook',
    'http://169.254.169.254/',
    'https://127.0.0.1/hook',
    'https://[::1]/hook',
    'https://user:secret@cms.example/hook',
    'https://localhost/hook',
    'https://cms.localhost./hook',
  ])('name a CMS that orders can be sent to, not %s', async (endpoint) => {
    const { desk, site } = await openTestDesk();
    const deployed = { ...desk, cms: openCmsClient({ now: desk.now }) };
    await expect(putSite(deployed, demo, { ...site, cms: { endpoint } }, undefined)).rejects.toMatchObject({
      kind: 'invalid',
      details: { errors: [{ pointer: '/settings/cms/endpoint' }] },
    });
    const callable = { ...site, cms: { endpoint: 'https://cms.example/hook' } };
    expect(await putSite(deployed, demo, callable, undefined)).toMatchObject({ cms: callable.cms });
  });

  // A hundred hosts were allowed, and answered with 'change at most 25 items at a time'.
  it('hold as many hosts as can be changed at once, each of them', async () => {
    const { desk, site } = await openTestDesk();
    const hosts = (name: string) => Array.from({ length: 45 }, (_, i) => `${name}${i}.example`);
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    await putSite(desk, demo, { ...site, hosts: hosts('a') }, secret);
    expect((await putSite(desk, demo, { ...site, hosts: hosts('b') }, secret)).hosts).toEqual(hosts('b'));
    expect(await desk.registry.siteOfHost('a7.example')).toBeUndefined();
    const many = putSiteRequest.safeParse({ settings: { ...site, hosts: [...hosts('a'), 'c.example'] } });
    expect(many.error?.issues).toMatchObject([
      { path: ['settings', 'hosts'], message: expect.stringContaining('at most 45') as string },
    ]);
  });

  it("cannot take another site's host, nor another's name", async () => {
    const { desk, site } = await openTestDesk();
    const other = { ...site, siteId: 'other' as SiteId };
    await expect(putSite(desk, other.siteId, other, undefined)).rejects.toMatchObject({
      kind: 'invalid',
      details: { errors: [{ pointer: '/settings/hosts/0' }] },
    });
    await expect(putSite(desk, demo, other, undefined)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(readSite(desk, 'none' as SiteId)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
