import { HOUR, MINUTE, plus } from '../clock/instant';
import { signedIn, signInLinkSent } from '../events';
import { Problem } from '../problem';
import type { SignInMessage } from '../wire/messages';
import type { Desk, Publisher } from './desk';
import { sha256 } from './digest';
import { letterHtml, letterText, type Letter, link, oneLine, paragraph } from './mail/letter';
import { mailboxOf } from './mailbox';
import { admit } from './rate-limits';

const LINK_MS = 15 * MINUTE;
const SESSION_MS = 12 * HOUR;

/**
 * Somebody wants to sign in by mail. Whether we know the address is found out by the deliverer, after the answer: it is
 * the same and takes as long for every address, and no link is ever in a message.
 * @throws Problem `too_many_requests`, for an address we do not know, too.
 */
export async function askForSignIn(
  desk: Pick<Desk, 'now' | 'registry' | 'rates' | 'work'>,
  email: string,
): Promise<void> {
  const mailbox = mailboxOf(email);
  await admit(desk, { kind: 'mailbox', id: mailbox });
  const message: SignInMessage = { kind: 'sign_in', mailbox };
  await desk.work.delivery.send([JSON.stringify(message)]);
}

export type SignInMailDesk = Pick<Desk, 'now' | 'ids' | 'registry' | 'sessions' | 'mail' | 'mailboxes'>;

/** Mails a link for each publisher whose contact the mailbox is; to one that nobody has, nothing goes out. */
export async function sendSignInLink(
  desk: SignInMailDesk,
  { mailbox }: SignInMessage,
  publicUrl: string,
): Promise<void> {
  for (const id of await desk.registry.publishersAt(mailbox)) {
    const publisher = await desk.registry.publisher(id);
    if (!publisher || mailboxOf(publisher.email) !== mailbox) continue;
    if (await desk.mailboxes.suppression(publisher.email)) continue;
    const secret = desk.ids.secret();
    await desk.sessions.putTicket(sha256(secret), { publisherId: id, until: plus(desk.now(), LINK_MS) });
    const letter = signInLetter(publisher, `${publicUrl}/account/sign-in/${secret}`);
    await desk.mail.send({
      to: publisher.email,
      subject: letter.subject,
      text: letterText(letter),
      html: letterHtml(letter),
      reference: `account-${id}`,
      dedupeId: desk.ids.outbox(),
    });
    signInLinkSent(desk.now(), { publisherId: id });
  }
}

const signInLetter = ({ name }: Publisher, url: string): Letter => ({
  language: 'en',
  subject: oneLine(`Sign in for ${name}`),
  blocks: [
    paragraph(`Somebody, we hope you, wants to sign in to the copyright desk for ${oneLine(name)}.`),
    link('Sign in within 15 minutes', url),
    paragraph(
      'The link works once. If it was not you, do nothing: without it nobody gets in. Never pass it on.',
    ),
  ],
});

const GONE =
  'this link does not sign in any more: it works once, for 15 minutes after it was asked for; ask for another one';

/** Whom a link signs in; looking at it does not use it up, for mail programs look at links before people do. */
export async function ticketHolder(
  desk: Pick<Desk, 'now' | 'sessions' | 'registry'>,
  secret: string,
): Promise<Publisher> {
  const ticket = await desk.sessions.ticket(sha256(secret), desk.now());
  const publisher = ticket && (await desk.registry.publisher(ticket.publisherId));
  if (!publisher) throw new Problem('not_found', GONE);
  return publisher;
}

/** Uses a link up. @returns the secret that the browser keeps from now on. @throws Problem `not_found`. */
export async function signInByLink(
  desk: Pick<Desk, 'now' | 'ids' | 'sessions'>,
  secret: string,
): Promise<string> {
  const now = desk.now();
  const ticket = await desk.sessions.useTicket(sha256(secret), now);
  if (!ticket) throw new Problem('not_found', GONE);
  const { publisherId } = ticket;
  const session = desk.ids.secret();
  await desk.sessions.begin(sha256(session), { publisherId, until: plus(now, SESSION_MS) });
  signedIn(now, { publisherId });
  return session;
}

/** Who is signed in by the secret of a browser. */
export async function sessionHolder(
  desk: Pick<Desk, 'now' | 'sessions' | 'registry'>,
  secret: string,
): Promise<Publisher | undefined> {
  const session = await desk.sessions.session(sha256(secret), desk.now());
  return session && (await desk.registry.publisher(session.publisherId));
}

/** Wherever the cookie was copied to, it is nobody's any more. */
export const signOut = (desk: Pick<Desk, 'now' | 'sessions'>, secret: string): Promise<void> =>
  desk.sessions.end(sha256(secret), desk.now());
