import type { DomainCheck } from '../wire/messages';
import type { Desk } from './desk';
import { type ProofRecord, proofFile, proofKey, proofName } from './domain-proof';

/** Lines and records that are kept of what stands there; a token is one line. */
const KEPT = 50;
const MAX_LINE = 200;

const kept = (lines: readonly string[]): readonly string[] =>
  lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= MAX_LINE)
    .slice(0, KEPT);

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
    file:
      answer.outcome === 'fetched'
        ? { outcome: 'fetched', lines: kept(new TextDecoder().decode(answer.body).split('\n')) }
        : { outcome: 'refused', why: answer.why },
    texts: kept(texts),
  };
  await desk.records.put(proofKey({ publisherId, domain }), Buffer.from(JSON.stringify(record)));
}
