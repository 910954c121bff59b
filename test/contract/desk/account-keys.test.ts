import { issueOwnKey, listKeys, MAX_KEYS, revokeKey, rotateKey } from '../../../shared/desk/account-keys';
import { issueKey } from '../../../shared/desk/publishers';
import { DAY, plus } from '../../../shared/clock/instant';
import type { Desk, Publisher } from '../../../shared/desk/desk';
import type { KeyId, PublisherId } from '../../../shared/ids';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const gazette: Publisher = {
  id: 'gazette' as PublisherId,
  name: 'The Gazette',
  email: 'desk@gazette.example',
  domains: [],
};

async function withKey(): Promise<{ readonly desk: Desk; readonly id: KeyId }> {
  const { desk } = await openTestDesk();
  await desk.registry.putPublisher(gazette);
  const siteHost = 'news.demo.example';
  const { id } = await issueOwnKey(desk, gazette, { name: 'feed', siteHost, scopes: ['originals:write'] });
  return { desk, id };
}

/** A desk in whose registry something happens once, just behind the look at a key. */
function meanwhile(desk: Desk, happens: () => Promise<unknown>): Desk {
  let isOver = false;
  const key: Desk['registry']['key'] = async (id) => {
    const found = await desk.registry.key(id);
    if (!isOver) {
      isOver = true;
      await happens();
    }
    return found;
  };
  return { ...desk, registry: { ...desk.registry, key } };
}

describe('a key that two people change at the same time', () => {
  // A leaked key that was ended while a colleague replaced it was good for a day more.
  it('stays revoked', async () => {
    const { desk, id } = await withKey();
    const racing = meanwhile(desk, () => revokeKey(desk, gazette.id, id));
    await expect(rotateKey(racing, gazette.id, id)).rejects.toMatchObject({ kind: 'conflict' });
    expect((await listKeys(desk, gazette.id)).map(({ state }) => state)).toEqual(['revoked']);
  });

  it('is replaced once', async () => {
    const { desk, id } = await withKey();
    const racing = meanwhile(desk, () => rotateKey(desk, gazette.id, id));
    await expect(rotateKey(racing, gazette.id, id)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await listKeys(desk, gazette.id)).toHaveLength(2);
  });

  // The page with the new key was read again: another key was made of the old one, good for a day and called by the same name.
  it('is replaced once also by who asks again', async () => {
    const { desk, id } = await withKey();
    const next = await rotateKey(desk, gazette.id, id);
    await expect(rotateKey(desk, gazette.id, id)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('was replaced already'),
    });
    await rotateKey(desk, gazette.id, next.id);
    expect(await listKeys(desk, gazette.id)).toHaveLength(3);
  });
});

describe('a key that takes the place of another', () => {
  // A key for a year, replaced after eleven months, stopped a month later.
  it('lasts as long again as its publisher chose, and no longer than its operator said', async () => {
    const { desk, advance, site } = await openTestDesk();
    await desk.registry.putPublisher(gazette);
    const wanted = { name: 'feed', siteHost: 'news.demo.example', scopes: ['originals:write'] } as const;
    const own = await issueOwnKey(desk, gazette, { ...wanted, scopes: [...wanted.scopes], days: 90 });
    const expiresAt = plus(desk.now(), 100 * DAY);
    const given = await issueKey(desk, gazette.id, {
      name: 'partner',
      siteId: site.siteId,
      scopes: ['articles:write'],
      expiresAt,
    });
    advance(80 * DAY);
    const next = await Promise.all([own, given].map(({ id }) => rotateKey(desk, gazette.id, id)));
    const ends = await Promise.all(next.map(async ({ id }) => (await desk.registry.key(id))?.expiresAt));
    expect(ends).toEqual([plus(desk.now(), 90 * DAY), expiresAt]);
  });
});

it('keys of one account are so many and no more, until one is revoked', async () => {
  const { desk, id } = await withKey();
  const issue = () =>
    issueOwnKey(desk, gazette, { name: 'one', siteHost: 'news.demo.example', scopes: ['notices:write'] });
  for (let no = 1; no < MAX_KEYS; no++) await issue();
  await expect(issue()).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('revoke one'),
  });
  await rotateKey(desk, gazette.id, id);
  await revokeKey(desk, gazette.id, id);
  await expect(issue()).rejects.toMatchObject({ kind: 'refused' });
});
