import { issueOwnKey, listKeys, revokeKey, rotateKey } from '../../../shared/desk/account-keys';
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
