import { plus } from '../clock/instant';
import { accountMailSent } from '../events';
import type { AccountMailMessage } from '../wire/messages';
import type { Publisher } from './desk';
import { sha256 } from './digest';
import { proofFile, proofName } from './domain-proof';
import { type Letter, link, list, oneLine, paragraph } from './mail/letter';
import { linkTo, LINK_MS, nameInMail, sendToAccount, type SignInMailDesk } from './publisher-sign-in';
import { LAPSES_AFTER } from './settle-proof';

/** Tells a publisher what happened to their account. */
export async function sendAccountMail(
  desk: SignInMailDesk,
  { publisherId, about }: AccountMailMessage,
  publicUrl: string,
): Promise<void> {
  const publisher = await desk.registry.publisher(publisherId);
  if (!publisher) return;
  const send = (to: string, letter: Letter) => sendToAccount(desk, publisherId, to, letter);
  switch (about.what) {
    case 'proof_missing':
    case 'proof_lapsed': {
      const claim = await desk.registry.domain(publisherId, about.domain);
      if (!claim || claim.removedAt !== undefined) return;
      await send(publisher.email, proofLetter(publisher, about.what, claim, `${publicUrl}/account`));
      break;
    }
    case 'contact_asked': {
      const { nextContact } = publisher;
      if (!nextContact) return;
      const secret = desk.ids.secret();
      const until = plus(desk.now(), LINK_MS);
      await desk.sessions.putTicket(sha256(secret), { publisherId, until, contact: nextContact.email });
      await send(
        nextContact.email,
        newContactLetter(await nameInMail(desk, publisher), linkTo(publicUrl, secret)),
      );
      await send(publisher.email, contactAskedLetter(publisher, `${publicUrl}/account`));
      break;
    }
    case 'contact_changed':
      if (!publisher.formerContact) return;
      await send(publisher.formerContact.email, contactChangedLetter(publisher));
      break;
  }
  accountMailSent(desk.now(), { publisherId, what: about.what });
}

const letterOf = (subject: string, blocks: Letter['blocks']): Letter => ({
  language: 'en',
  subject: oneLine(subject),
  blocks,
});

const proofLetter = (
  { name }: Publisher,
  what: 'proof_missing' | 'proof_lapsed',
  { domain, token }: { readonly domain: string; readonly token: string },
  accountUrl: string,
): Letter =>
  letterOf(
    what === 'proof_missing'
      ? `The proof of ${domain} is missing`
      : `${domain} does not count as yours any more`,
    [
      paragraph(
        what === 'proof_missing'
          ? `Each week we look whether the domains of ${oneLine(name)} still say that they are yours. ${domain} did not this time. We look again each day; after ${LAPSES_AFTER} times in a row it does not count as yours any more.`
          : `The line that proves that ${domain} belongs to ${oneLine(name)} is not there any more. Nothing more can be registered for addresses there until it is proven again. What was registered stays.`,
      ),
      paragraph('This line has to stand in one of two places:'),
      list([token]),
      list([`in the text file ${proofFile(domain)}`, `in a TXT record of ${proofName(domain)}`]),
      link('Then have it looked for', accountUrl),
      paragraph('If the domain is not yours any more, remove it there, or do nothing.'),
    ],
  );

const newContactLetter = (name: string, url: string): Letter =>
  letterOf(`Become the contact of ${name}`, [
    paragraph(
      `Somebody who is signed in for ${name} at the copyright desk asks that its mail goes to this address from now on.`,
    ),
    link('Agree and sign in, within 15 minutes', url),
    paragraph('If you do not know of it, do nothing: without the link nothing changes. Never pass it on.'),
  ]);

const contactAskedLetter = ({ name }: Publisher, accountUrl: string): Letter =>
  letterOf(`Another contact for ${name}`, [
    paragraph(
      `Somebody who is signed in for ${oneLine(name)} at the copyright desk asks that its mail goes to another address. It does once that address has agreed.`,
    ),
    paragraph(
      'If it was not you, sign in and keep the present contact; then tell the operator of this desk.',
    ),
    link('Your account', accountUrl),
  ]);

const contactChangedLetter = ({ name }: Publisher): Letter =>
  letterOf(`You are not the contact of ${name} any more`, [
    paragraph(
      `Another address has agreed to be the contact of ${oneLine(name)} at the copyright desk. Mail goes there, and links that you had do not sign in any more.`,
    ),
    paragraph('If this is wrong, answer the operator of this desk at once.'),
  ]);
