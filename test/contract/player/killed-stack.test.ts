import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { localCredentials, region } from '../../../local/aws-clients';
import {
  endEveryStack,
  eventually,
  playStack,
  removeStateDir,
  temporaryStateDir,
} from '../../flow/support/played-stack';

const app = join(__dirname, 'fixture', 'app.ts');
const hour = 3_600_000;
jest.setTimeout(60_000);
afterAll(endEveryStack);

describe('a stack that is killed', () => {
  it('in the middle of a batch loses nothing, leaves no process, and comes back at the same addresses', async () => {
    const stateDir = temporaryStateDir();
    const first = await playStack({ app, stateDir });
    await first.advance(3 * hour);
    const ids = Array.from({ length: 12 }, (_, n) => `k${n}.`);
    const queue = first.description().outputs['LongWorkQueue']!;
    const client = new SQSClient({
      region,
      endpoint: first.description().endpoints.sqs,
      credentials: localCredentials,
    });
    for (let from = 0; from < ids.length; from += 6)
      await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queue,
          Entries: ids
            .slice(from, from + 6)
            .map((id) => ({ Id: id.slice(0, -1), MessageBody: JSON.stringify({ id, does: 'slow' }) })),
        }),
      );
    client.destroy();
    const worker = first.description().functions.find((name) => name.includes('Worker'))!;
    const log = () => readFileSync(join(stateDir, 'logs', `${worker}.log`), 'utf8');
    const done = () => ids.filter((id) => log().includes(`did ${id} `));
    await eventually('article in work', () => (done().length > 0 ? true : undefined));
    await first.end('SIGKILL');
    expect(done().length).toBeLessThan(ids.length);
    await eventually(
      'end of every process',
      () => (processesOn(stateDir).length === 0 ? true : undefined),
      5_000,
    );

    const second = await playStack({ app, stateDir });
    const { apiUrl, outputs, issuer } = second.description();
    expect({ apiUrl, outputs, issuer }).toEqual({
      apiUrl: first.description().apiUrl,
      outputs: first.description().outputs,
      issuer: first.description().issuer,
    });
    const { offsetMs } = (await second.control('GET', '/clock')) as { offsetMs: number };
    expect(offsetMs).toBe(3 * hour);
    await eventually('processed article for every id', () =>
      done().length === ids.length ? true : undefined,
    );

    expect([await second.end('SIGINT'), second.printed()]).toEqual([0, expect.anything()]);
    expect(processesOn(stateDir)).toEqual([]);
    removeStateDir(stateDir);
  });
});

/** Command lines of the live processes that name the folder. */
function processesOn(stateDir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return commandLine.includes(stateDir) ? [commandLine] : [];
      } catch {
        return [];
      }
    });
}
