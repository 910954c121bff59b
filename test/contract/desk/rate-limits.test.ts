import { HOUR, MINUTE, SECOND } from '../../../shared/clock/instant';
import { admit, RATE_LIMITS, type Requester } from '../../../shared/desk/rate-limits';
import type { KeyId, SiteId } from '../../../shared/ids';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const stranger = (source: string): Requester => ({ kind: 'stranger', source });
const holder = (keyId: string): Requester => ({
  kind: 'key',
  keyId: keyId as KeyId,
  siteId: 'demo' as SiteId,
});

/** How many of so many requests at once pass. */
async function passing({ desk }: TestDesk, requester: Requester, requests: number): Promise<number> {
  const asked = Array.from({ length: requests }, () => admit(desk, requester));
  const settled = await Promise.allSettled(asked);
  return settled.filter(({ status }) => status === 'fulfilled').length;
}

const refusal = (seconds: number) => ({
  kind: 'too_many_requests',
  details: { facts: { retryAfterSeconds: seconds } },
});

describe('requests', () => {
  it('of a key are as many as its limit, however many come at once, and as many again in the next minute', async () => {
    const test = await openTestDesk();
    const [{ max }] = RATE_LIMITS.key;
    expect(await passing(test, holder('k1'), max + 15)).toBe(max);
    await expect(admit(test.desk, holder('k1'))).rejects.toMatchObject(refusal(60));
    test.advance(45 * SECOND);
    await expect(admit(test.desk, holder('k1'))).rejects.toMatchObject(refusal(15));
    expect(await passing(test, holder('k2'), 1)).toBe(1);
    test.advance(15 * SECOND);
    expect(await passing(test, holder('k1'), 1)).toBe(1);
  });

  it('without a key are bounded by the minute and by the hour, for each address apart', async () => {
    const test = await openTestDesk();
    const [minute, hour] = RATE_LIMITS.stranger;
    let passed = 0;
    for (let i = 0; i < 5; i++) {
      passed += await passing(test, stranger('203.0.113.7'), minute.max + 2);
      test.advance(MINUTE);
    }
    expect(passed).toBe(hour.max);
    await expect(admit(test.desk, stranger('203.0.113.7'))).rejects.toMatchObject(refusal(55 * 60));
    expect(await passing(test, stranger('203.0.113.8'), 1)).toBe(1);
    test.advance(HOUR);
    expect(await passing(test, stranger('203.0.113.7'), 1)).toBe(1);
  });

  it("of a site's keys are as many as the site says, each key's and all together", async () => {
    const test = await openTestDesk();
    const { desk, site } = test;
    await desk.registry.putSite({ ...site, rateLimits: { keyPerMinute: 3, sitePerMinute: 5 } }, undefined);
    expect(await passing(test, holder('k1'), 10)).toBe(3);
    // What the first key was refused is not counted against the second.
    expect(await passing(test, holder('k2'), 10)).toBe(2);
    expect(await passing(test, holder('k3'), 10)).toBe(0);
  });

  // The law's clock runs from receipt: a complaint must not be lost because a counter was.
  it('pass where they cannot be counted, and that is told', async () => {
    const { desk, log } = await openTestDesk();
    const rates = { count: () => Promise.reject(new Error('the table does not answer')) };
    await expect(admit({ ...desk, rates }, stranger('203.0.113.7'))).resolves.toBeUndefined();
    expect(log.join()).toMatch(/"event":"rate_limits_unavailable".*"RateLimitsUnavailable":1/);
    expect(log.join()).not.toContain('203.0.113.7');
  });
});
