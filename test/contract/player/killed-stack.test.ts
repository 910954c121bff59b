import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { localCredentials, region } from '../../../local/aws-clients';
import { signIn } from '../../../local/sign-in';
import {
  endEveryStack,
  eventually,
  playStack,
  removeStateDir,
  startPlaying,
  temporaryStateDir,
} from '../../flow/support/played-stack';

const app = join(__dirname, 'fixture', 'app.ts');
const hour = 3_600_000;
jest.setTimeout(120_000);
afterAll(endEveryStack);

describe('a stack that is killed', () => {
  it('in the middle of a batch loses nothing, leaves no process, and comes back at the same addresses with the same keys', async () => {
    const stateDir = temporaryStateDir();
    const first = await playStack({ app, stateDir });
    await first.advance(3 * hour);
    const ids = Array.from({ length: 12 }, (_, n) => `k${n}.`);
    // The last one's work lasts until the stack was killed, however late that is.
    const killed = join(stateDir, 'killed');
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
          Entries: ids.slice(from, from + 6).map((id) => ({
            Id: id.slice(0, -1),
            MessageBody: JSON.stringify(id === ids.at(-1) ? { id, waitsFor: killed } : { id }),
          })),
        }),
      );
    client.destroy();
    const worker = first.description().functions.find((name) => name.includes('Worker'))!;
    const log = () => readFileSync(join(stateDir, 'logs', `${worker}.log`), 'utf8');
    const done = () => ids.filter((id) => log().includes(`did ${id} `));
    await eventually('article in work', () => (done().length > 0 ? true : undefined));
    const token = await signIn(first.description(), 'rita');
    await first.end('SIGKILL');
    expect(done().length).toBeLessThan(ids.length);
    writeFileSync(killed, '');
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
    const staff = await fetch(`${apiUrl}/staff`, { headers: { authorization: `Bearer ${token}` } });
    expect(staff.status).toBe(200);
    await eventually('processed article for every id', () =>
      done().length === ids.length ? true : undefined,
    );

    expect(await second.end('SIGINT')).toBe(0);
    expect(processesOn(stateDir)).toEqual([]);
    removeStateDir(stateDir);
  });

  it('while its database is starting leaves no process', async () => {
    const stateDir = temporaryStateDir();
    const child = startPlaying({ app, stateDir });
    const hasDatabase = () =>
      processesOn(stateDir).some(({ commandLine }) => commandLine.includes('dynoxide serve'));
    while (!hasDatabase()) await new Promise(setImmediate);
    child.kill('SIGKILL');
    const left = await eventually(
      'end of every process',
      () => (processesOn(stateDir).length === 0 ? 'none' : undefined),
      5_000,
    );
    expect(left).toBe('none');
    removeStateDir(stateDir);
  });

  it('only by half, its emulators, ends as a whole with the reason; the next start finds all in order', async () => {
    const stateDir = temporaryStateDir();
    const first = await playStack({ app, stateDir });
    const [keeper] = processesOn(stateDir).filter(({ commandLine }) => commandLine.includes('keeper.ts'));
    process.kill(keeper!.pid, 'SIGKILL');
    expect(await first.ended).toBe(1);
    expect(first.printed()).toMatch(/the emulators ended .* see .*emulators\.log/);
    // 'Nothing is left running' was said while the database lived on.
    expect(processesOn(stateDir)).toEqual([]);

    const second = await playStack({ app, stateDir });
    expect(await second.end('SIGINT')).toBe(0);
    expect(processesOn(stateDir)).toEqual([]);
    removeStateDir(stateDir);
  });

  it('of its database alone ends as a whole with the reason, and without a stack trace', async () => {
    const stateDir = temporaryStateDir();
    const played = await playStack({ app, stateDir });
    const [database] = processesOn(stateDir).filter(({ commandLine }) =>
      commandLine.includes('dynoxide serve'),
    );
    process.kill(database!.pid, 'SIGKILL');
    expect(await played.ended).toBe(1);
    expect(played.printed()).toMatch(/the emulators ended .* see .*emulators\.log/);
    expect(played.printed()).not.toMatch(/^ +at /m);
    expect(readFileSync(join(stateDir, 'logs', 'emulators.log'), 'utf8')).toContain('dynoxide ended');
    expect(processesOn(stateDir)).toEqual([]);
    removeStateDir(stateDir);
  });
});

interface Process {
  readonly pid: number;
  readonly commandLine: string;
}

/** The live processes that name the folder. */
function processesOn(stateDir: string): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return commandLine.includes(stateDir) ? [{ pid: Number(pid), commandLine }] : [];
      } catch {
        // It ended between the listing and the reading.
        return [];
      }
    });
}
