import { pageFetched } from '../events';
import type { NoticesMessage, PageFetch } from '../wire/messages';
import type { Desk } from './desk';
import { sha256 } from './digest';
import { type FetchRecord, fetchedBodyKey, fetchRecordKey } from './fetched-page';

/**
 * Reads one page that a complaint names and keeps what came of it, a refusal too; then the case is asked to go on. The
 * only verb that goes where a stranger points, so it works in a function that can read nothing of ours.
 */
export async function fetchPage(
  desk: Pick<Desk, 'now' | 'records' | 'web' | 'work'>,
  { caseId, purpose, url }: PageFetch,
): Promise<void> {
  const answer = await desk.web.read(url);
  const fetchedAt = desk.now();
  const { addresses, status } = answer;
  const about = { url, fetchedAt, addresses, ...(status !== undefined && { status }) };
  let record: FetchRecord;
  if (answer.outcome === 'fetched') {
    const hash = sha256(answer.body);
    const bodyKey = fetchedBodyKey(caseId, hash);
    await desk.records.put(bodyKey, answer.body);
    record = { ...about, outcome: 'fetched', headers: answer.headers, bodyKey, sha256: hash };
  } else record = { ...about, outcome: 'refused', why: answer.why };
  await desk.records.put(fetchRecordKey(caseId, purpose), Buffer.from(JSON.stringify(record)));
  pageFetched(fetchedAt, {
    caseId,
    purpose: purpose.for,
    outcome: answer.outcome,
    redirects: addresses.length - 1,
    ...(answer.outcome === 'fetched' ? { bytes: answer.body.length } : { why: answer.why }),
  });
  const message: NoticesMessage = { kind: 'case.gather_evidence', caseId, fetched: purpose };
  await desk.work.notices.send([JSON.stringify(message)]);
}
