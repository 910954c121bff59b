import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OutboxMail } from '../../local/mail/outbox';
import type { CaseView } from '../../shared/desk/read-case';
import { removeStateDir, temporaryStateDir } from './support/played-stack';

const hour = 3_600_000;
jest.setTimeout(240_000);

interface Told {
  readonly seen: readonly { readonly fact: string }[];
  readonly cases: { readonly decided: CaseView; readonly unattended: CaseView };
  readonly mails: readonly OutboxMail[];
}

const stateDir = temporaryStateDir();
afterAll(() => removeStateDir(stateDir));

let told: Told;
beforeAll(async () => {
  told = await tellTakedown();
});

/** `npm run demo:takedown -- --json`. @throws Error with what it printed unless it ends well. */
async function tellTakedown(): Promise<Told> {
  const root = join(__dirname, '../..');
  const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  const child = spawn(
    process.execPath,
    ['--import', tsx, join(root, 'cli/main.ts'), 'demo', 'takedown', '--json'],
    { cwd: root, env: { ...process.env, COPYDESK_STATE: stateDir }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => (printed[stream] += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`it ended with ${code}:\n${printed.stderr.slice(-4_000)}`);
  return JSON.parse(printed.stdout) as Told;
}

const afterReceipt = ({ receivedAt }: CaseView, at: unknown) =>
  (Date.parse(String(at)) - Date.parse(receivedAt)) / hour;

describe('a complaint by mail that lacks something', () => {
  it('stands still until it is answered, and its page is seen gone before it is due', () => {
    const { decided } = told.cases;
    const promise = decided.clocks.find(({ kind }) => kind === 'decide')!;
    const [pause] = promise.pauses;
    expect((Date.parse(pause!.to!) - Date.parse(pause!.from)) / hour).toBeCloseTo(20, 1);
    expect(promise).toMatchObject({ cycle: 1, fulfilledAt: decided.itemViews[0]!.decision!.decidedAt });
    expect(decided.itemViews).toMatchObject([
      { state: 'DISABLED', confirmedGoneAt: expect.any(String) as string },
    ]);
    expect(decided.clocks.filter(({ breachedAt }) => breachedAt !== undefined)).toEqual([]);
    expect(decided.timeline.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['information_requested', 'answered', 'decision_undone', 'confirmed_gone']),
    );
  });

  it('is followed by one mail to each party for each step that owes one', () => {
    const about = told.mails.filter(({ subject }) => subject.includes(told.cases.decided.caseId));
    expect(about.map(({ to: [to], subject }) => [to, subject.split('] ')[1]])).toEqual(
      expect.arrayContaining([
        ['rights@gazette.example', 'we need something from you'],
        ['rights@gazette.example', 'we have your answer'],
        ['rights@gazette.example', 'our decision'],
        ['feeds@newsriver.example', 'what we decided about your content, and why'],
      ]),
    );
    expect(about).toHaveLength(4);
  });
});

describe('a complaint that nobody looks at', () => {
  it('warns at 50, 75 and 90 % and is broken at 100 %, each once and with its true time', () => {
    const { unattended } = told.cases;
    const fired = unattended.timeline.flatMap(({ event, facts }) =>
      (event === 'warned' || event === 'breached') && facts['clock'] === 'decide'
        ? [[event, facts['percent'], afterReceipt(unattended, facts['crossedAt'])]]
        : [],
    );
    expect(fired).toEqual([
      ['warned', 50, 12],
      ['warned', 75, 18],
      ['warned', 90, 21.6],
      ['breached', 100, 24],
    ]);
  });

  it('is told to ever more people, again while nobody answers for it, and waits for a person all the same', () => {
    expect(told.seen.length).toBeGreaterThan(30);
    expect(told.cases.unattended).toMatchObject({ state: 'IN_REVIEW', pending: 1 });
    const heads = told.mails.filter(({ to }) => to.includes('publisher@newsriver.example'));
    expect(heads.map(({ at }) => Math.floor(afterReceipt(told.cases.unattended, at)))).toEqual([28]);
  });
});
