import { hostOf } from '../../article/canonical-url';
import type { CaseFile, Effect } from '../../case/case';
import { type OutboxId, parsePublisherId } from '../../ids';
import type { Desk } from '../desk';
import { readNotice, readStatusToken } from '../notice-record';
import { letterHtml, letterText } from './letter';
import { writeLetter } from './letters';

export type CaseMailDesk = Pick<Desk, 'registry' | 'records' | 'mail'>;

export type MailOutcome =
  | { readonly outcome: 'delivered' }
  /** Nobody to tell, by no fault of anybody. */
  | { readonly outcome: 'cancelled'; readonly reason: string };

type Mail = Extract<Effect, { kind: 'mail' }>;

/** One mail of a case, written when it is sent: addresses and details are looked up now and stand nowhere else. */
export async function sendCaseMail(
  desk: CaseMailDesk,
  id: OutboxId,
  effect: Mail,
  file: CaseFile,
  publicUrl: string,
): Promise<MailOutcome> {
  const { head, items } = file;
  const site = await desk.registry.site(head.siteId);
  const to =
    effect.to === 'complainant'
      ? (await readNotice(desk, head)).contact.email
      : await respondentAddress(desk, effect, file);
  if (to === undefined)
    return { outcome: 'cancelled', reason: `no mail address of the ${effect.to} is known` };
  const numbers = effect.data['items'];
  const statusUrl =
    effect.to === 'complainant' ? `${publicUrl}/status/${await readStatusToken(desk, head.id)}` : undefined;
  const letter = writeLetter(effect.template, {
    head,
    items: Array.isArray(numbers) ? items.filter(({ no }) => numbers.includes(no)) : items,
    site,
    isOurs: (url) => site?.hosts.includes(hostOf(url) ?? '') ?? false,
    ...(statusUrl !== undefined && { statusUrl }),
    data: effect.data,
  });
  await desk.mail.send({
    to,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    reference: head.id,
    dedupeId: id,
  });
  return { outcome: 'delivered' };
}

/** The source that put the copy up, else who answers for the site. */
async function respondentAddress(
  desk: Pick<CaseMailDesk, 'registry'>,
  { respondent }: Mail,
  { head }: CaseFile,
): Promise<string | undefined> {
  const id = respondent === undefined ? undefined : parsePublisherId(respondent);
  const publisher = id && (await desk.registry.publisher(id));
  if (publisher) return publisher.email;
  const site = await desk.registry.site(head.siteId);
  return site?.escalationContacts[0]?.email ?? site?.designatedAgent.email;
}
