import { publisherRegistered } from '../events';
import { parsePublisherId } from '../ids';
import { Problem } from '../problem';
import type { PublisherRegistration } from '../wire/publishers';
import type { Desk } from './desk';
import { claimDomains } from './domain-proof';
import { mailboxOf } from './mailbox';
import { askForSignIn } from './publisher-sign-in';

/**
 * Somebody opens an account. Whoever holds the mailbox gets a link to sign in by; where it has an account already, that
 * is all that happens, and the answer is the same. What is registered is worth nothing before a domain is proven.
 * @throws Problem `invalid` for a host that is not ours, `too_many_requests`.
 */
export async function registerPublisher(
  desk: Pick<Desk, 'now' | 'ids' | 'registry' | 'rates' | 'work'>,
  { name, email, siteHost, domains }: PublisherRegistration,
): Promise<void> {
  const site = await desk.registry.siteOfHost(siteHost);
  if (!site)
    throw new Problem('invalid', 'the site is not ours', {
      errors: [{ pointer: '/siteHost', detail: 'we run no site of this name: check how it is spelt' }],
    });
  if ((await desk.registry.publishersAt(mailboxOf(email))).length === 0) {
    const id = parsePublisherId(idOf(name, desk.ids.key()));
    if (id === undefined) throw new Error('a publisher id was made that is none');
    await desk.registry.putPublisher({
      id,
      name,
      email,
      domains: [],
      selfRegistered: true,
      siteId: site.siteId,
    });
    await claimDomains(desk, id, domains);
    publisherRegistered(desk.now(), { publisherId: id });
  }
  await askForSignIn(desk, email);
}

/** People read ids; the letters behind the name keep two of one name apart. */
function idOf(name: string, letters: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${plain === '' ? 'publisher' : plain}-${letters.slice(0, 6)}`;
}
