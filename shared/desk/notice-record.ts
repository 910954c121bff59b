import type { CaseHead } from '../case/case';
import type { CaseId } from '../ids';
import type { Notice } from '../notice/notice';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { hasSha256, sha256 } from './digest';

/** Where a notice's parts stand in the records bucket; its personal data are nowhere else: a case names the organisation alone, and knows mail addresses by their hashes. */
const noticeKey = (id: CaseId): string => `notices/${id}.json`;
const rawKey = (id: CaseId): string => `notices/${id}.raw`;
/** The status link's token: mails that carry the link are made when they are sent. */
const tokenKey = (id: CaseId): string => `notices/${id}.token`;

/** Writes the notice before its case, so that no case lacks its notice. */
export async function storeNotice(
  desk: Pick<Desk, 'records'>,
  id: CaseId,
  notice: Notice,
  raw: Uint8Array,
  token: string,
): Promise<{ readonly noticeKey: string; readonly noticeSha256: string }> {
  const json = JSON.stringify(notice);
  await Promise.all([
    desk.records.put(noticeKey(id), Buffer.from(json), { ifNoneMatch: '*' }),
    desk.records.put(rawKey(id), raw, { ifNoneMatch: '*' }),
    desk.records.put(tokenKey(id), Buffer.from(token), { ifNoneMatch: '*' }),
  ]);
  return { noticeKey: noticeKey(id), noticeSha256: sha256(json) };
}

/** The notice as it was received. @throws Problem `corrupt` where it is gone or not what the case says it was. */
export async function readNotice(desk: Pick<Desk, 'records'>, head: CaseHead): Promise<Notice> {
  const stored = await desk.records.get(head.noticeKey ?? noticeKey(head.id));
  const json = stored && new TextDecoder().decode(stored.body);
  if (json === undefined || !hasSha256(json, head.noticeSha256 ?? ''))
    throw new Problem('corrupt', `the notice of ${head.id} is not what was received`);
  return JSON.parse(json) as Notice;
}

/** The bytes of the complaint as it came in: a mail, a form, a body of the API. */
export async function readRawNotice(desk: Pick<Desk, 'records'>, id: CaseId): Promise<Uint8Array> {
  const stored = await desk.records.get(rawKey(id));
  if (!stored)
    throw new Problem('corrupt', `the complaint of ${id} as it came in is not in the records bucket`);
  return stored.body;
}

export async function readStatusToken(desk: Pick<Desk, 'records'>, id: CaseId): Promise<string> {
  const stored = await desk.records.get(tokenKey(id));
  if (!stored) throw new Problem('corrupt', `the status link of ${id} is not in the records bucket`);
  return new TextDecoder().decode(stored.body);
}
