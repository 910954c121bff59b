import { hostOf } from '../../article/canonical-url';
import type { CaseFile, Effect } from '../../case/case';
import type { OutboxId } from '../../ids';
import type { Desk } from '../desk';
import { readStatusToken } from '../notice-record';
import { addressOf } from './address-of';
import { readerLanguage } from './reader-language';
import type { Sent } from '../sent';
import { letterHtml, letterText } from './letter';
import { writeLetter } from './letters';
import { siteOfMail } from './site-of-mail';

export type CaseMailDesk = Pick<Desk, 'registry' | 'records' | 'mail' | 'mailboxes'>;

type Mail = Extract<Effect, { kind: 'mail' }>;

/** One mail of a case, written when it is sent: addresses and details are looked up now and stand nowhere else. */
export async function sendCaseMail(
  desk: CaseMailDesk,
  id: OutboxId,
  effect: Mail,
  file: CaseFile,
  publicUrl: string,
): Promise<Sent> {
  const { head, items } = file;
  const numbers = effect.data['items'];
  const about = Array.isArray(numbers) ? items.filter(({ no }) => numbers.includes(no)) : items;
  const siteId = siteOfMail(effect, head, about);
  const site = await desk.registry.site(siteId);
  const to = await addressOf(desk, file, effect, siteId);
  if (to === undefined)
    return { outcome: 'cancelled', reason: `no mail address of the ${effect.to} is known` };
  const suppressed = await desk.mailboxes.suppression(to);
  if (suppressed)
    return {
      outcome: 'failed',
      reason: `an earlier mail to this address was ${suppressed.why}: correct the contact`,
      final: true,
    };
  const statusUrl =
    effect.to === 'complainant' ? `${publicUrl}/follow/${await readStatusToken(desk, head.id)}` : undefined;
  const language = await readerLanguage(desk, file, effect.to);
  const letter = writeLetter(effect.template, {
    head,
    ...(language !== undefined && { language }),
    items: about,
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
