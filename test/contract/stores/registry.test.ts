import { plus, type Instant } from '../../../shared/clock/instant';
import type { ApiKey } from '../../../shared/desk/desk';
import type { PublisherId, SiteId } from '../../../shared/ids';
import { openRegistry } from '../../../shared/stores/registry';
import { ids, noon, siteSettings } from '../support/desk-fixtures';
import { useDynamoDb } from '../support/desk-tables';

const dynamo = useDynamoDb();
const open = async (now: () => Instant = () => noon) => {
  const { table } = await dynamo.newTable();
  return { registry: openRegistry(table, now), elsewhere: openRegistry(table, now) };
};

describe('sites', () => {
  it('are found by each of their hosts, in whatever case, and by none they gave up', async () => {
    const { registry } = await open();
    await registry.putSite(siteSettings({ hosts: ['news.demo.example', 'old.demo.example'] }), undefined);
    const now = siteSettings({ hosts: ['news.demo.example', 'www.demo.example'] });
    await registry.putSite(now, undefined);
    expect(await registry.siteOfHost('WWW.demo.example')).toEqual(now);
    expect(await registry.siteOfHost('news.demo.example')).toEqual(now);
    expect(await registry.siteOfHost('old.demo.example')).toBeUndefined();
  });

  it('cannot take the host of another, and then change nothing', async () => {
    const { registry } = await open();
    await registry.putSite(siteSettings(), undefined);
    const other = siteSettings({ siteId: 'other' as SiteId, hosts: ['other.example', 'news.demo.example'] });
    await expect(registry.putSite(other, 'whsec_b3RoZXI=')).rejects.toMatchObject({ kind: 'conflict' });
    expect(await registry.site(other.siteId)).toBeUndefined();
    expect(await registry.siteOfHost('other.example')).toBeUndefined();
    expect(await registry.cmsSecrets(other.siteId)).toEqual([]);
  });

  // Two administrators set a site up from the same page; the second took the first's host away unseen.
  it('are replaced only where what stands may be, and nothing comes in between', async () => {
    const { registry, elsewhere } = await open();
    await registry.putSite(siteSettings(), undefined);
    const refusing = () => {
      throw new Error('not that one');
    };
    await expect(registry.putSite(siteSettings({ name: 'Mine' }), undefined, refusing)).rejects.toThrow(
      'not that',
    );
    let told: unknown;
    await registry.putSite(siteSettings({ name: 'Mine' }), undefined, (stands) => void (told = stands));
    expect(told).toEqual(siteSettings());
    // What was permitted is no longer what stands when it is written.
    const overtaken = registry.putSite(siteSettings({ name: 'Late' }), undefined, () => undefined);
    const first = elsewhere.putSite(siteSettings({ name: 'First' }), undefined);
    const settled = await Promise.allSettled([overtaken, first]);
    const lost = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(lost.length).toBeLessThanOrEqual(1);
    for (const reason of lost) expect(reason).toMatchObject({ kind: 'precondition_failed' });
  });

  it('keep their secret apart from their settings, and keep it when settings alone change', async () => {
    const { registry } = await open();
    await registry.putSite(siteSettings(), 'whsec_c2VjcmV0');
    await registry.putSite(siteSettings({ name: 'Renamed' }), undefined);
    expect(await registry.cmsSecrets(siteSettings().siteId)).toMatchObject([{ secret: 'whsec_c2VjcmV0' }]);
    expect(JSON.stringify(await registry.site(siteSettings().siteId))).not.toContain('whsec');
  });

  it('are seen changed at once where they were changed, elsewhere within half a minute', async () => {
    let now = noon;
    const { registry, elsewhere } = await open(() => now);
    await registry.putSite(siteSettings(), undefined);
    await elsewhere.site(siteSettings().siteId);
    await registry.site(siteSettings().siteId);
    await registry.putSite(siteSettings({ name: 'Renamed' }), undefined);
    expect((await registry.site(siteSettings().siteId))?.name).toBe('Renamed');
    now = plus(noon, 30_000);
    expect((await elsewhere.site(siteSettings().siteId))?.name).toBe('Renamed');
  });

  it('are seen as soon as they exist', async () => {
    const { registry, elsewhere } = await open();
    expect(await elsewhere.site(siteSettings().siteId)).toBeUndefined();
    await registry.putSite(siteSettings(), undefined);
    expect(await elsewhere.site(siteSettings().siteId)).toEqual(siteSettings());
  });
});

describe('keys, publishers and licences', () => {
  const publisherId = 'harbour-press' as PublisherId;

  it('are withdrawn at once, everywhere', async () => {
    const { registry, elsewhere } = await open();
    const key: ApiKey = {
      id: ids.key(),
      name: 'feed',
      publisherId,
      siteId: siteSettings().siteId,
      scopes: ['articles:write'],
      secretSha256: 'a'.repeat(64),
    };
    await registry.putKey(key);
    expect(await elsewhere.key(key.id)).toEqual(key);
    await registry.putKey({ ...key, revokedAt: noon });
    expect((await elsewhere.key(key.id))?.revokedAt).toBe(noon);
  });

  it('lists the licences of one publisher alone', async () => {
    const { registry } = await open();
    const licence = (owner: PublisherId) => ({
      id: ids.licence(),
      publisherId: owner,
      partner: '*',
      scope: { kind: 'all' } as const,
      from: noon,
      terms: {},
    });
    const mine = [licence(publisherId), licence(publisherId)];
    for (const one of [...mine, licence('harbour-press-two' as PublisherId)]) await registry.putLicence(one);
    expect(await registry.licencesOf(publisherId)).toEqual(mine);
    const publisher = { id: publisherId, name: 'Harbour', email: 'a@b.example', domains: ['b.example'] };
    await registry.putPublisher(publisher);
    expect(await registry.publisher(publisherId)).toEqual(publisher);
  });
});
