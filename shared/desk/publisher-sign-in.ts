import { HOUR, type Instant, MINUTE, plus } from '../clock/instant';
import { signedIn, signInLinkSent, signInLinkStillGood } from '../events';
import { Problem } from '../problem';
import type { SignInMessage } from '../wire/messages';
import type { PublisherId } from '../ids';
import { takeOver } from './change-contact';
import type { Desk, Publisher, SignedIn } from './desk';
import { sha256 } from './digest';
import { lacksProof } from './domain-proof';
import { letterHtml, letterText, type Letter, link, oneLine, paragraph } from './mail/letter';
import { mailboxOf } from './mailbox';

export const LINK_MS = 15 * MINUTE;
const SESSION_MS = 12 * HOUR;
/** While an unused link is younger, no second one goes out: it is good for some minutes more. */
const AGAIN_MS = 10 * MINUTE;

/**
 * Somebody wants to sign in by mail. Whether we know the address is found out by the deliverer, after the answer: it is
 * the same and takes as long for every address, and no link is ever in a message. Nobody is turned away because of what others
 * asked for the same mailbox, or they could lock its owner out; whoever asks too often is counted before this.
 */
export async function askForSignIn(desk: Pick<Desk, 'work'>, email: string): Promise<void> {
  const message: SignInMessage = { kind: 'sign_in', mailbox: mailboxOf(email) };
  await desk.work.delivery.send([JSON.stringify(message)]);
}

export type SignInMailDesk = Pick<Desk, 'now' | 'ids' | 'registry' | 'sessions' | 'mail' | 'mailboxes'>;

/**
 * Mails a link for each publisher whose contact the mailbox is; to one that nobody has, nothing goes out. So that nobody can fill
 * a mailbox, a link that is out and unused stays the only one for a while.
 */
export async function sendSignInLink(
  desk: SignInMailDesk,
  { mailbox }: SignInMessage,
  publicUrl: string,
): Promise<void> {
  for (const id of await desk.registry.publishersAt(mailbox)) {
    const publisher = await desk.registry.publisher(id);
    if (!publisher) continue;
    if (await hasLink(desk, publisher, mailbox)) {
      signInLinkStillGood(desk.now(), { publisherId: id });
      continue;
    }
    const secret = desk.ids.secret();
    const until = plus(desk.now(), LINK_MS);
    await desk.sessions.putTicket(sha256(secret), { publisherId: id, until });
    const letter = signInLetter(await nameInMail(desk, publisher), linkTo(publicUrl, secret));
    if (!(await sendToAccount(desk, id, publisher.email, letter))) continue;
    // Behind the mail: whoever dies before it is asked again and sends one.
    await desk.sessions.noteLink(id, { mailbox, ticketSha256: sha256(secret), until });
    signInLinkSent(desk.now(), { publisherId: id });
  }
}

/** Whether a link that went to this mailbox a short while ago still signs in. */
async function hasLink(
  desk: Pick<Desk, 'now' | 'registry' | 'sessions'>,
  publisher: Publisher,
  mailbox: string,
): Promise<boolean> {
  const now = desk.now();
  const last = await desk.sessions.lastLink(publisher.id);
  if (last?.mailbox !== mailbox || plus(last.until, AGAIN_MS - LINK_MS) <= now) return false;
  return (await holderOf(desk, await desk.sessions.ticket(last.ticketSha256, now))) !== undefined;
}

export const linkTo = (publicUrl: string, secret: string): string => `${publicUrl}/account/sign-in/${secret}`;

/** To an address of a publisher's; not to one that mail came back from. */
export async function sendToAccount(
  desk: Pick<Desk, 'ids' | 'mail' | 'mailboxes'>,
  id: PublisherId,
  to: string,
  letter: Letter,
): Promise<boolean> {
  if (await desk.mailboxes.suppression(to)) return false;
  await desk.mail.send({
    to,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    reference: `account-${id}`,
    dedupeId: desk.ids.outbox(),
  });
  return true;
}

/**
 * What an account is called in a mail. Whoever opens one names any mailbox, and could have us send words of theirs there:
 * a name is told once a domain stands behind it.
 */
export const nameInMail = async (desk: Pick<Desk, 'registry'>, publisher: Publisher): Promise<string> =>
  lacksProof(publisher, await desk.registry.domainsOf(publisher.id))
    ? 'a new account'
    : oneLine(publisher.name);

const signInLetter = (name: string, url: string): Letter => ({
  language: 'en',
  subject: `Sign in for ${name}`,
  blocks: [
    paragraph(`Somebody, we hope you, wants to sign in to the copyright desk for ${name}.`),
    link('Sign in within 15 minutes', url),
    paragraph(
      'The link works once. If it was not you, do nothing: without it nobody gets in. Never pass it on.',
    ),
  ],
});

const GONE =
  'this link does not sign in any more: it works once, for 15 minutes after it was asked for; ask for another one';

/** What went to a former contact is not good any more. */
export const isOutdated = ({ formerContact }: Publisher, begunAt: Instant): boolean =>
  formerContact !== undefined && begunAt < formerContact.until;

async function holderOf(
  desk: Pick<Desk, 'registry'>,
  ticket: SignedIn | undefined,
): Promise<Publisher | undefined> {
  const publisher = ticket && (await desk.registry.publisher(ticket.publisherId));
  if (!publisher || isOutdated(publisher, plus(ticket.until, -LINK_MS))) return undefined;
  return ticket.contact === undefined || publisher.nextContact?.email === ticket.contact
    ? publisher
    : undefined;
}

export interface TicketHolder {
  readonly publisher: Publisher;
  /** The mailbox that becomes the contact by signing in. */
  readonly contact?: string;
}

/** Whom a link signs in; looking at it does not use it up, for mail programs look at links before people do. */
export async function ticketHolder(
  desk: Pick<Desk, 'now' | 'sessions' | 'registry'>,
  secret: string,
): Promise<TicketHolder> {
  const ticket = await desk.sessions.ticket(sha256(secret), desk.now());
  const publisher = await holderOf(desk, ticket);
  if (!publisher) throw new Problem('not_found', GONE);
  return { publisher, ...(ticket?.contact !== undefined && { contact: ticket.contact }) };
}

/** Uses a link up. @returns the secret that the browser keeps from now on. @throws Problem `not_found`, `conflict`. */
export async function signInByLink(
  desk: Pick<Desk, 'now' | 'ids' | 'sessions' | 'registry' | 'work'>,
  secret: string,
): Promise<string> {
  const now = desk.now();
  const ticket = await desk.sessions.useTicket(sha256(secret), now);
  const publisher = await holderOf(desk, ticket);
  if (!ticket || !publisher) throw new Problem('not_found', GONE);
  const { publisherId } = ticket;
  const until = plus(now, SESSION_MS);
  if (ticket.contact !== undefined) {
    // For the pages of complaints, too, which know nothing of contacts.
    await desk.sessions.endAll(publisherId, until);
    await takeOver(desk, publisher, ticket.contact, now);
  }
  const session = desk.ids.secret();
  await desk.sessions.begin(sha256(session), { publisherId, until });
  signedIn(now, { publisherId });
  return session;
}

/** Who is signed in by the secret of a browser. */
export async function sessionHolder(
  desk: Pick<Desk, 'now' | 'sessions' | 'registry'>,
  secret: string,
): Promise<Publisher | undefined> {
  const session = await desk.sessions.session(sha256(secret), desk.now());
  const publisher = session && (await desk.registry.publisher(session.publisherId));
  return publisher && !isOutdated(publisher, plus(session.until, -SESSION_MS)) ? publisher : undefined;
}

/** Wherever the cookie was copied to, it is nobody's any more. */
export const signOut = (desk: Pick<Desk, 'now' | 'sessions'>, secret: string): Promise<void> =>
  desk.sessions.end(sha256(secret), desk.now());
