import { setTimeout as sleep } from 'node:timers/promises';
import type { MailReturn, OutboxEntry } from '../case/case';
import { mailCameBack } from '../events';
import { type AlertId, type CaseId, parseAlertId, parseCaseId, parseOutboxId, type SiteId } from '../ids';
import { Problem } from '../problem';
import type { MailEvent } from '../wire/messages';
import { raiseAlert } from './alerting/raise-alert';
import { sha256 } from './digest';
import type { DeliverDesk } from './deliver';
import { tellOfReturn } from './mail/tell-of-return';

/** A mailbox that does not exist, or whose owner calls us spam, gets no more mail until somebody corrects it. */
const SUPPRESSED: readonly MailReturn[] = ['bounced', 'complained'];

/**
 * What became of a mail that was taken: one that came back told nobody, so its duty is open again; a complaint was
 * read, which is all the duty asks. Heard as often as it is told.
 */
export async function hearOfMail(desk: DeliverDesk, event: MailEvent, publicUrl: string): Promise<void> {
  const why = whyOf(event);
  const now = desk.now();
  const { bounce, complaint } = event;
  const addresses = [...(bounce?.bouncedRecipients ?? []), ...(complaint?.complainedRecipients ?? [])];
  if (SUPPRESSED.includes(why))
    for (const { emailAddress } of addresses) await desk.mailboxes.suppress(emailAddress, { why, at: now });
  const entry = await mailOf(desk, event);
  mailCameBack(now, { why, ...(entry && { owner: entry.owner, id: entry.id }) });
  if (!entry) return tellOfLostPage(desk, event, addresses, publicUrl);
  if (entry.returned !== undefined) return;
  const caseId = parseCaseId(entry.owner);
  if (caseId && why !== 'complained')
    await (entry.effect.kind === 'forward'
      ? tellOfLostForward(desk, caseId, addresses, publicUrl)
      : tellOfReturn(desk, caseId, entry, { role: 'SYS', id: 'hear-of-mail' }));
  // Last: should this die before, the event comes again.
  await desk.outbox.reopen({ ...entry, returned: { at: now, why } }, entry);
}

const whyOf = ({ eventType, bounce }: MailEvent): MailReturn => {
  if (eventType === 'Complaint') return 'complained';
  return bounce?.bounceType === 'Permanent' ? 'bounced' : 'undelivered';
};

/** A mailbox in the same house can answer before the sender has written down that it sent. */
const SENT_MEANWHILE = { looks: 10, everyMs: 100 };

/**
 * By the tags it was sent with; undefined where it is none of a case, such as a page to the house's own people.
 * @throws Problem `unavailable` while it is still being sent, so that its return is heard after its sending, not before.
 */
async function mailOf(desk: DeliverDesk, { mail }: MailEvent): Promise<OutboxEntry | undefined> {
  const id = parseOutboxId(mail.tags['dedupe-id']?.[0] ?? '');
  const owner = parseCaseId(mail.tags['reference']?.[0] ?? '');
  if (!id || !owner) return undefined;
  for (let look = 0; look < SENT_MEANWHILE.looks; look++) {
    const entry = await desk.outbox.get(owner, id);
    if (entry?.inHandUntil === undefined || entry.inHandUntil <= desk.now()) return entry;
    await sleep(SENT_MEANWHILE.everyMs);
  }
  throw new Problem('unavailable', `${owner} is still sending ${id}; hear of it again later`);
}

/** A mail to somebody of the house. */
interface Lost {
  readonly what: string;
  readonly addresses: readonly { readonly emailAddress: string }[];
  readonly about: AlertId | CaseId;
}

async function tellOfLostPage(
  desk: DeliverDesk,
  { mail }: MailEvent,
  addresses: Lost['addresses'],
  publicUrl: string,
): Promise<void> {
  const about = parseAlertId(mail.tags['reference']?.[0] ?? '');
  const siteId = about && (await desk.alertBook.get(about))?.siteId;
  const what = 'a page to somebody on its ladder';
  if (siteId) await tellAdmin(desk, siteId, { what, addresses, about }, publicUrl);
}

async function tellOfLostForward(
  desk: DeliverDesk,
  about: CaseId,
  addresses: Lost['addresses'],
  publicUrl: string,
): Promise<void> {
  const siteId = (await desk.cases.head(about))?.siteId;
  const what = 'a complaint passed on to its designated agent';
  if (siteId) await tellAdmin(desk, siteId, { what, addresses, about }, publicUrl);
}

/** Whoever sets the site up has to know. */
async function tellAdmin(
  desk: DeliverDesk,
  siteId: SiteId,
  { what, addresses, about }: Lost,
  publicUrl: string,
): Promise<void> {
  for (const { emailAddress } of addresses)
    await raiseAlert(
      desk,
      { id: siteId, siteId },
      {
        key: `lost-page/${sha256(emailAddress.toLowerCase())}`,
        severity: 'warning',
        subject: `${siteId}: ${what} came back`,
        runbook: 'a-page-came-back',
        audience: ['admin'],
        raisedAt: desk.now(),
        data: { siteId, about },
      },
      publicUrl,
    );
}
