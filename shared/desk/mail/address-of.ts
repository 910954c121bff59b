import type { CaseFile } from '../../case/case';
import { type CaseId, parsePublisherId, type SiteId } from '../../ids';
import { Problem } from '../../problem';
import { completedNotice } from '../complete-notice';
import type { Desk } from '../desk';

/** A party of a case; `respondent` as in `Item.respondent`, absent where there is one or the site itself. */
export interface Addressee {
  readonly to: 'complainant' | 'respondent';
  readonly respondent?: string;
}

interface CorrectedContact {
  readonly email: string;
}

/** Beside the notice, which stays as it was received. */
const contactKey = (id: CaseId, { to, respondent }: Addressee): string =>
  `contacts/${id}/${[to, respondent].filter((part) => part !== undefined).join('/')}.json`;

export async function putCorrectedContact(
  desk: Pick<Desk, 'records'>,
  id: CaseId,
  addressee: Addressee,
  contact: CorrectedContact,
): Promise<void> {
  await desk.records.put(contactKey(id, addressee), Buffer.from(JSON.stringify(contact)));
}

/**
 * Where mail to a party goes: what a person corrected, else what the notice, the source or the site gave.
 * @param siteId whose pages it is about; who answers for another site than the case's own is in that site's settings alone.
 */
export async function addressOf(
  desk: Pick<Desk, 'records' | 'registry'>,
  file: CaseFile,
  addressee: Addressee,
  siteId = file.head.siteId,
): Promise<string | undefined> {
  const { head } = file;
  const isElsewhere = addressee.respondent === undefined && siteId !== head.siteId;
  const corrected = isElsewhere ? undefined : await desk.records.get(contactKey(head.id, addressee));
  if (corrected) return emailIn(new TextDecoder().decode(corrected.body), head.id);
  return addressee.to === 'complainant'
    ? (await completedNotice(desk, head)).contact.email
    : respondentAddress(desk, addressee, siteId);
}

function emailIn(json: string, id: CaseId): string {
  const { email } = JSON.parse(json) as Partial<CorrectedContact>;
  if (typeof email === 'string') return email;
  throw new Problem('corrupt', `a corrected contact of ${id} holds no address`);
}

/** The source that put the copy up, else who answers for the site. */
async function respondentAddress(
  desk: Pick<Desk, 'registry'>,
  { respondent }: Addressee,
  siteId: SiteId,
): Promise<string | undefined> {
  const id = respondent === undefined ? undefined : parsePublisherId(respondent);
  const publisher = id && (await desk.registry.publisher(id));
  if (publisher) return publisher.email;
  const site = await desk.registry.site(siteId);
  return site?.escalationContacts[0]?.email ?? site?.designatedAgent.email;
}
