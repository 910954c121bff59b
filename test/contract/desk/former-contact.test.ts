import { MINUTE, plus } from '../../../shared/clock/instant';
import type { Desk } from '../../../shared/desk/desk';
import { sha256 } from '../../../shared/desk/digest';
import { signInByLink } from '../../../shared/desk/publisher-sign-in';
import type { PublisherId } from '../../../shared/ids';
import { pagesBrowser } from '../support/pages-browser';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const gazette = 'gazette' as PublisherId;

async function linkOf(desk: Desk, secret: string, contact?: string): Promise<string> {
  const until = plus(desk.now(), 15 * MINUTE);
  await desk.sessions.putTicket(sha256(secret), { publisherId: gazette, until, ...(contact && { contact }) });
  return secret;
}

describe('an account whose contact has changed', () => {
  // Who had been signed in before went on reading its complaints, and following them, for half a day.
  it('shows its complaints to nobody who was signed in before', async () => {
    const { desk, advance } = await openTestDesk();
    const [email, next] = ['desk@gazette.example', 'new@gazette.example'];
    const nextContact = { email: next, askedAt: desk.now() };
    await desk.registry.putPublisher({ id: gazette, name: 'The Gazette', email, domains: [], nextContact });
    const complaints = async (session: string) => {
      const browser = pagesBrowser(desk);
      browser.cookies.set('__Host-session', session);
      return (await browser.get('/account/complaints')).status;
    };

    const former = await signInByLink(desk, await linkOf(desk, 'former'));
    expect(await complaints(former)).toBe(200);
    advance(1_000);
    const present = await signInByLink(desk, await linkOf(desk, 'present', next));
    expect([await complaints(former), await complaints(present)]).toEqual([401, 200]);
  });
});
