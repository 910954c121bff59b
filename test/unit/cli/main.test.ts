import { Writable } from 'node:stream';
import { run } from '../../../cli/main';
import type { Io } from '../../../cli/io';

function terminal() {
  const written = { stdout: '', stderr: '' };
  let code = 0;
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  const io: Io = {
    cwd: __dirname,
    stdin: process.stdin,
    stdout: into('stdout'),
    stderr: into('stderr'),
    isTty: false,
    stderrIsTty: false,
    columns: 100,
    env: { COPYDESK_STATE: 'no-such-state' },
    exitWith: (ended) => {
      code = ended;
    },
  };
  return { io, written, code: () => code };
}

const call = async (...argv: string[]) => {
  const { io, written, code } = terminal();
  await run(argv, io);
  return { ...written, code: code() };
};

describe('the command line', () => {
  it('lists its verbs', async () => {
    const { stdout, code } = await call('--help');
    expect(code).toBe(0);
    for (const verb of ['compare', 'scan', 'submit', 'complain', 'queue', 'claim', 'decide', 'trace', 'dlq'])
      expect(stdout).toMatch(new RegExp(`^  ${verb} `, 'm'));
  });

  it('answers a verb it does not know with the list and exit code 2', async () => {
    const { stderr, code } = await call('comapre');
    expect(stderr).toContain("there is no verb 'comapre'");
    expect(code).toBe(2);
  });

  it('says that a name is no key of this stack, instead of what the API says to a wrong key', async () => {
    const { stderr, code } = await call(
      'register',
      'a.txt',
      '--key',
      'gazette',
      '--api',
      'http://127.0.0.1:1',
    );
    expect(stderr).toContain('neither a key (cdk_...) nor the name of one here');
    expect(code).toBe(2);
  });

  it('explains every verb', async () => {
    const verbs = [...(await call('--help')).stdout.matchAll(/^ {2}([a-z-]+) +\S/gm)].map(
      ([, verb]) => verb!,
    );
    expect(verbs.length).toBeGreaterThan(40);
    for (const verb of verbs) {
      const { stdout, code } = await call(verb, '--help');
      expect(stdout).toMatch(/^Usage: copydesk /);
      expect(stdout.length).toBeGreaterThan(150);
      expect(code).toBe(0);
    }
  });

  it('says what to start when nothing runs', async () => {
    const { stderr, code } = await call('queue');
    expect(stderr).toContain('npm start');
    expect(code).toBe(2);
  });

  it.each([
    [['compare', '--jsno', 'a', 'b'], "unknown option '--jsno'"],
    [['mail', 'in', '--wire', 'a.eml'], "unknown option '--wire'"],
    [['dlq', 'redrive'], "missing required argument 'workQueue'"],
    [['mail', 'in', 'no-such.eml'], 'no-such.eml: there is no such file'],
    [['complain', '--text', 'no-such.txt'], 'no-such.txt: there is no such file'],
    [['complain', '--bulk', 'no-such.txt'], 'no-such.txt: there is no such file'],
    [['complain', '--bulk', 'a.txt', '--text', 'b.txt'], '--bulk FILE (with --file for the rest)'],
  ])('names what is wrong with %j and ends with 2', async (argv, words) => {
    const { stderr, code } = await call(...argv);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });
});
