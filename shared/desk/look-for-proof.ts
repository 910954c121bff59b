import { canonicalHost } from '../article/canonical-url';
import type { DomainCheck } from '../wire/messages';
import type { Desk } from './desk';
import { isBelow, type ProofRecord, proofFile, proofKey, proofName } from './domain-proof';
import type { WebAnswer } from './fetched-page';

/** Lines and records that are kept of what stands there; a token is one line. */
const KEPT = 50;
const MAX_LINE = 200;

const kept = (lines: readonly string[]): readonly string[] =>
  lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= MAX_LINE)
    .slice(0, KEPT);

/**
 * With `www.` or without, a site that leads to its other name speaks for itself. One that sends its visitors to somebody
 * else does not speak by what stands there, nor over http, where anybody on the way may write.
 */
const isAt = (domain: string) => (address: string) => {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && isBelow(canonicalHost(url.hostname), canonicalHost(domain));
};

function fileOf(domain: string, answer: WebAnswer): ProofRecord['file'] {
  if (answer.outcome !== 'fetched') return { outcome: 'refused', why: answer.why };
  return answer.addresses.every(isAt(domain))
    ? { outcome: 'fetched', lines: kept(new TextDecoder().decode(answer.body).split('\n')) }
    : { outcome: 'refused', why: 'elsewhere' };
}

/**
 * Reads what a domain says of itself and keeps it; whether that proves anything is judged by who knows the token, which
 * this function does not.
 */
export async function lookForProof(
  desk: Pick<Desk, 'now' | 'records' | 'web' | 'names'>,
  { publisherId, domain }: DomainCheck,
): Promise<void> {
  const [answer, texts] = await Promise.all([
    desk.web.read(proofFile(domain)),
    desk.names.texts(proofName(domain)),
  ]);
  const record: ProofRecord = {
    lookedAt: desk.now(),
    file: fileOf(domain, answer),
    texts: kept(texts),
  };
  await desk.records.put(proofKey({ publisherId, domain }), Buffer.from(JSON.stringify(record)));
}
