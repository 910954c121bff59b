import type { Instant } from '../clock/instant';
import { contactChanged } from '../events';
import { Problem } from '../problem';
import type { AccountMailMessage } from '../wire/messages';
import type { Desk, Publisher } from './desk';
import { mailboxOf } from './mailbox';
import { changePublisher } from './publishers';
import { admit } from './rate-limits';

type ContactDesk = Pick<Desk, 'now' | 'registry' | 'rates' | 'work'>;

const tell = (desk: Pick<Desk, 'work'>, message: AccountMailMessage): Promise<void> =>
  desk.work.delivery.send([JSON.stringify(message)]);

/**
 * Somebody who is signed in names another mailbox. It takes over once its holder has opened the link that goes there;
 * the present one is told now, and stays the contact until then.
 * @throws Problem `too_many_requests`, `conflict`.
 */
export async function askForContact(desk: ContactDesk, publisher: Publisher, email: string): Promise<void> {
  if (mailboxOf(email) === mailboxOf(publisher.email))
    throw new Problem('invalid', 'nothing would change', {
      errors: [{ pointer: '/email', detail: 'this is the contact already' }],
    });
  await admit(desk, { kind: 'mailbox', id: mailboxOf(email) });
  await admit(desk, { kind: 'mailbox', id: `contact of ${publisher.id}` });
  const next: Publisher = { ...publisher, nextContact: { email: email.trim(), askedAt: desk.now() } };
  await changePublisher(desk, next, publisher);
  await tell(desk, { kind: 'account_mail', publisherId: publisher.id, about: { what: 'contact_asked' } });
}

/** The link that went there leads nowhere any more. @throws Problem `conflict`. */
export async function keepContact(desk: Pick<Desk, 'registry'>, publisher: Publisher): Promise<void> {
  const { nextContact, ...kept } = publisher;
  if (nextContact) await changePublisher(desk, kept, publisher);
}

/** A mailbox has proven itself: it is the contact, and whoever signed in before `now` is so no more. @throws Problem `conflict`. */
export async function takeOver(
  desk: Pick<Desk, 'registry' | 'work'>,
  publisher: Publisher,
  email: string,
  now: Instant,
): Promise<void> {
  const { nextContact: _done, ...rest } = publisher;
  const changed: Publisher = { ...rest, email, formerContact: { email: publisher.email, until: now } };
  await changePublisher(desk, changed, publisher);
  await tell(desk, { kind: 'account_mail', publisherId: publisher.id, about: { what: 'contact_changed' } });
  contactChanged(now, { publisherId: publisher.id });
}
