import { created, type Reply } from '../../../functions/http';
import { type KeyedRequest, once } from '../../../functions/once';
import { MINUTE } from '../../../shared/clock/instant';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const request: KeyedRequest = {
  scope: 'createPublisher /publishers staff ada',
  key: 'k-1',
  payload: '{"id":"gazette"}',
  shownOnce: false,
};

/** Makes another thing each time it runs. */
function maker() {
  let made = 0;
  return {
    make: async () => created({ number: ++made }, `/things/${made}`),
    get made() {
      return made;
    },
  };
}

describe('a request with an Idempotency-Key', () => {
  it('is carried out once and answered the same ever after, its address too', async () => {
    const { desk } = await openTestDesk();
    const things = maker();
    const first = await once(desk, request, things.make);
    expect(first).toEqual({ status: 201, body: { number: 1 }, location: '/things/1' });
    expect(await once(desk, request, things.make)).toEqual(first);
    expect(things.made).toBe(1);
  });

  it('is carried out once where it is sent many times at the same moment', async () => {
    const { desk } = await openTestDesk();
    const things = maker();
    const settled = await Promise.allSettled(
      Array.from({ length: 8 }, () => once(desk, request, things.make)),
    );
    expect(things.made).toBe(1);
    const refused = settled.filter(({ status }) => status === 'rejected');
    expect(refused).toEqual(
      refused.map(() => ({ status: 'rejected', reason: expect.objectContaining({ kind: 'conflict' }) })),
    );
  });

  it('is refused where the key stood for something else, and is nobody else’s', async () => {
    const { desk } = await openTestDesk();
    const things = maker();
    await once(desk, request, things.make);
    const other = once(desk, { ...request, payload: '{"id":"other"}' }, things.make);
    await expect(other).rejects.toMatchObject({ kind: 'refused' });
    await once(desk, { ...request, scope: 'createPublisher /publishers staff bert' }, things.make);
    expect(things.made).toBe(2);
  });

  it('may be sent again at once where it failed, and in a minute where its function died', async () => {
    const test = await openTestDesk();
    const things = maker();
    const failing = () => Promise.reject(new Error('the table does not answer'));
    await expect(once(test.desk, request, failing)).rejects.toThrow('does not answer');
    await once(test.desk, request, things.make);
    expect(things.made).toBe(1);

    const dying = { ...request, key: 'k-2' };
    const never = new Promise<Reply>(() => undefined);
    await new Promise<void>((begun) => {
      void once(test.desk, dying, () => {
        begun();
        return never;
      });
    });
    await expect(once(test.desk, dying, things.make)).rejects.toMatchObject({ kind: 'conflict' });
    test.advance(MINUTE);
    await once(test.desk, dying, things.make);
    expect(things.made).toBe(2);
  });

  // The answer holds an API key, of which nothing but its hash may be kept.
  it('is told that it was done, and no more, where its answer holds a secret', async () => {
    const { desk } = await openTestDesk();
    const secret = { ...request, shownOnce: true };
    const things = maker();
    expect(await once(desk, secret, things.make)).toMatchObject({ body: { number: 1 } });
    await expect(once(desk, secret, things.make)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('only once') as string,
    });
    const kept = await desk.replies.begin(
      { scope: secret.scope, key: secret.key, payloadSha256: 'x' },
      desk.now(),
      desk.now(),
    );
    expect(kept).toEqual({ outcome: 'key_reused' });
    expect(things.made).toBe(1);
  });
});
