import { parseInstant } from '../../../shared/clock/instant';
import type { Desk } from '../../../shared/desk/desk';
import { lookForProof } from '../../../shared/desk/look-for-proof';
import type { ProofRecord } from '../../../shared/desk/domain-proof';
import type { PublisherId } from '../../../shared/ids';

const LINE = 'copydesk-verification=x';

/** What is kept of a domain whose file is found on this way. */
async function fileBehind(domain: string, ...addresses: readonly string[]): Promise<ProofRecord['file']> {
  const kept: Uint8Array[] = [];
  const desk = {
    now: () => parseInstant('2026-03-02T12:00:00Z')!,
    web: {
      read: async () => ({ outcome: 'fetched', addresses, headers: {}, body: Buffer.from(LINE) }) as const,
    },
    names: { texts: async () => [] },
    records: {
      put: async (_key: string, body: Uint8Array) => {
        kept.push(body);
        return true;
      },
    },
  } as unknown as Pick<Desk, 'now' | 'records' | 'web' | 'names'>;
  await lookForProof(desk, { kind: 'domain.check', publisherId: 'p' as PublisherId, domain });
  return (JSON.parse(new TextDecoder().decode(kept[0])) as ProofRecord).file;
}

const file = (host: string) => `https://${host}/.well-known/copydesk.txt`;

describe('the file that proves a domain', () => {
  it.each([
    ['where it was looked for', 'nord.example', [file('nord.example')]],
    ['behind www.', 'nord.example', [file('nord.example'), file('www.nord.example')]],
    ['without www.', 'www.nord.example', [file('www.nord.example'), file('nord.example')]],
    ['on a host below', 'nord.example', [file('nord.example'), 'https://files.nord.example/proof']],
  ])('counts %s', async (_where, domain, addresses) => {
    expect(await fileBehind(domain, ...addresses)).toEqual({ outcome: 'fetched', lines: [LINE] });
  });

  // A domain that sends every visitor on, a short-link service or an open redirect, was proven by whoever it led to.
  it.each([
    ['on a host of others', [file('nord.example'), 'https://elsewhere.example/proof']],
    ['behind a host of others', [file('nord.example'), 'https://elsewhere.example/', file('nord.example')]],
    ['on a host that only ends alike', [file('nord.example'), file('evilnord.example')]],
    ['on a way that anybody can write to', [file('nord.example'), 'http://nord.example/proof']],
  ])('does not count %s', async (_where, addresses) => {
    expect(await fileBehind('nord.example', ...addresses)).toEqual({ outcome: 'refused', why: 'elsewhere' });
  });
});
