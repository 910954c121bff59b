import type { CaseFile } from '../../case/case';
import type { OutboxId } from '../../ids';
import type { Notice } from '../../notice/notice';
import type { Desk } from '../desk';
import { readNotice } from '../notice-record';
import type { Sent } from '../sent';
import { type Letter, letterHtml, letterText, link, paragraph, quote } from './letter';

/** Of the complaint, in UTF-16 code units; the rest stands in the case. */
const QUOTED = 20_000;

/**
 * Passes the words of a complaint that came to another address of ours on to the designated agent's. It is worked all the same, so
 * nobody has to answer for the agent having seen it. The agent is of the house: one whose mailbox refused an earlier mail is
 * written to again, as those on a site's ladder are.
 */
export async function forwardToAgent(
  desk: Pick<Desk, 'registry' | 'records' | 'mail'>,
  id: OutboxId,
  { head }: CaseFile,
  publicUrl: string,
): Promise<Sent> {
  const agent = (await desk.registry.site(head.siteId))?.designatedAgent;
  if (!agent) return { outcome: 'cancelled', reason: 'the site names no designated agent' };
  const letter = letterOf(head.id, await readNotice(desk, head), `${publicUrl}/console/cases/${head.id}`);
  await desk.mail.send({
    to: agent.email,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    reference: head.id,
    dedupeId: id,
  });
  return { outcome: 'delivered' };
}

/** In the language of the house, as its alerts are. */
const letterOf = (caseId: string, { receivedAt, contact, raw = '' }: Notice, url: string): Letter => ({
  language: 'en',
  subject: `[${caseId}] A complaint that came to another address than the designated agent's`,
  blocks: [
    paragraph(
      `It came by mail on ${receivedAt.slice(0, 10)} at ${receivedAt.slice(11, 16)} UTC. By 17 U.S.C. 512(c)(3)(A) a notice goes to the designated agent; this one is worked like one that did, and its time runs from then.`,
    ),
    link('Its case', url),
    paragraph(`What it says${contact.email === undefined ? '' : `; its sender is ${contact.email}`}:`),
    quote(raw.length > QUOTED ? `${raw.slice(0, QUOTED)} …` : raw),
  ],
});
