import { heard } from './support/answering-api';

const caseId = 'CD-7K3MX-2QZ9A';
const at = '2026-03-02T12:00:00.000Z';
const view = {
  caseId,
  kind: 'notice',
  state: 'CLOSED',
  flags: [],
  receivedAt: at,
  at,
  notice: {
    channel: 'form',
    receivedAt: at,
    contact: { name: 'Jane Roe', organisation: 'Harbour Gazette' },
    works: [{ title: 'The harbour reopens' }],
    targets: [],
    explanation: 'A full copy.\nRing Jane Roe: 030/418207.',
  },
  itemViews: [{ url: 'https://news.example/a/1234567', state: 'REMOVED', work: 0 }],
  timeline: [],
};
const lumen = (argv: readonly string[], change: object = {}) =>
  heard(['lumen', caseId, '--token', 'of-rita', ...argv], () => ({ ...view, ...change }));

describe('copydesk lumen', () => {
  it('asks for the case and nothing else: only a person sends it', async () => {
    const { requests } = await lumen([]);
    expect(requests.map(({ call }) => call)).toEqual([`GET /cases/${caseId}`]);
  });

  it('prints what can be posted as it is; beside it what was taken out, without its words', async () => {
    const { stdout, stderr, code } = await lumen(['--jurisdiction', 'US,CA']);
    const printed = JSON.parse(stdout) as { notice: Record<string, unknown> };
    expect(Object.keys(printed)).toEqual(['notice']);
    expect(printed.notice).toMatchObject({
      type: 'DMCA',
      jurisdiction_list: 'US, CA',
      case_id_number: caseId,
    });
    expect(stderr).toMatch(/2 places taken out:[^]*body +2 +18 +name[^]*body +2 +30 +telephone number/);
    expect(stdout + stderr).not.toMatch(/Jane|Roe|418207/);
    expect(code).toBe(0);
  });

  it('shows people what was taken out and where, then what would be public', async () => {
    const { stdout, stderr } = await lumen(['--preview', '--city', 'Hamburg', '--country', 'DE']);
    expect(stderr).toBe('');
    expect(stdout).toContain('sender: Harbour Gazette, Hamburg, DE\n');
    expect(stdout).toContain('  copy     https://news.example/a/1234567\n');
    expect(stdout).toMatch(/body +2 +30 +telephone number\n/);
    expect(stdout).toContain('Ring [REDACTED]: [REDACTED].\n');
    expect(stdout).not.toMatch(/Jane|Roe|418207/);
  });

  it('gives machines both in one', async () => {
    const { stdout } = await lumen(['--json']);
    expect((JSON.parse(stdout) as { redactions: unknown[] }).redactions).toHaveLength(2);
  });

  it('says why a case is not for it', async () => {
    const { stdout, stderr, code } = await lumen([], { state: 'IN_REVIEW' });
    expect([stdout, code]).toEqual(['', 1]);
    expect(stderr).toContain('is not for Lumen: it is not closed yet.');
  });
});
