import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Io } from '../../cli/io';
import { run } from '../../cli/main';
import { copies, copyUrl, originals, originalUrl } from '../../local/demo/demo-articles';
import type { OutboxMail } from '../../local/mail/outbox';
import type { Claim } from '../../shared/desk/claim-case';
import type { QueueLine } from '../../shared/desk/list-queue';
import type { CaseView } from '../../shared/desk/read-case';
import { GUARD_FIELD } from '../../pages/form-fields';
import { openDemoDesk, submitted, type DemoDesk } from './support/demo-desk';
import { eventually } from './support/played-stack';

jest.setTimeout(180_000);

let desk: DemoDesk;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-audit-'));
  desk = await openDemoDesk();
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One word for each personal field of each channel, that stands nowhere else. */
const person = (channel: string) => ({
  name: `Zqxzqname${channel} Zqxzqfamily${channel}`,
  organisation: `Zqxzqorg${channel} Ltd`,
  email: `zqxzqmail${channel}@zqxzq${channel}.example`,
  phone: `+49 30 55501${channel.length}7${channel.charCodeAt(0)}`,
  postalAddress: `1 Zqxzqstreet${channel}\n10999 Zqxzqtown${channel}`,
});
const MARKER = /zqxzq[a-z]+/i;
const phones: readonly string[] = ['api', 'mail', 'form', 'bad'].map((each) => person(each).phone);
/** What must not be found, nor the links by which complainants follow their cases. */
const secrets: string[] = [];

const signs = (text: string): readonly string[] => [
  ...(MARKER.exec(text) ?? []),
  ...phones.filter((phone) => text.replace(/\D/g, '').includes(phone.replace(/\D/g, ''))),
  ...secrets.filter((secret) => text.includes(secret)),
];

/** Every line that holds a sign of a person, with where it stands. */
const leaksIn = (where: string, text: string): readonly string[] =>
  text.split('\n').flatMap((line) => signs(line).map((sign) => `${where}: ${sign} in ${line.slice(0, 400)}`));

const logFiles = () => {
  const dir = join(desk.stack.stateDir, 'logs');
  return readdirSync(dir).map((name) => ({ name, text: readFileSync(join(dir, name), 'utf8') }));
};
const leaksInLogs = () => [
  ...logFiles().flatMap(({ name, text }) => leaksIn(name, text)),
  ...leaksIn('what the stack printed', desk.stack.printed()),
];

const notice = (channel: string, slug: string) => ({
  contact: person(channel),
  capacity: 'agent',
  onBehalfOf: `Zqxzqprincipal${channel}`,
  works: [
    {
      title: originals.observatory.title,
      originalUrl: originalUrl(originals.observatory.slug),
      description: `by Zqxzqwriter${channel}, ring ${person(channel).phone}`,
      author: `Zqxzqauthor${channel}`,
    },
  ],
  targets: [{ url: copyUrl(slug), work: 0, part: 'whole_text', quoted: `Zqxzqquoted${channel}` }],
  goodFaith: `I, Zqxzqbelief${channel}, have a good-faith belief that this use is not authorised by us, our agent or the law.`,
  accuracy: `I, Zqxzqaccuracy${channel}, say that the information in this notice is accurate.`,
  authority: `I, Zqxzqauthority${channel}, say under penalty of perjury that I am authorised to act for the owner.`,
  signature: `Zqxzqsignature${channel}`,
  explanation: `Zqxzqexplanation${channel}: write to ${person(channel).email}`,
});

const queue = async () => (await desk.callAs<{ cases: QueueLine[] }>('rita', 'listQueue')).body.cases;
const caseView = async (caseId: string) =>
  (await desk.callAs<CaseView>('rita', 'readCase', { params: { caseId } })).body;

async function openedBy(channel: QueueLine['channel']): Promise<string> {
  const line = await eventually(`case by ${channel}`, async () =>
    (await queue()).find((each) => each.channel === channel && each.kind === 'notice'),
  );
  return line.caseId;
}

async function cli(...argv: string[]) {
  const written = { stdout: '', stderr: '' };
  let code = 0;
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({ write: (chunk, _encoding, done) => ((written[name] += String(chunk)), done()) });
  const io: Io = {
    cwd: folder,
    stdin: process.stdin,
    stdout: into('stdout'),
    stderr: into('stderr'),
    isTty: false,
    stderrIsTty: false,
    columns: 160,
    env: { COPYDESK_STATE: desk.stack.stateDir },
    exitWith: (ended) => (code = ended),
  };
  await run(argv, io);
  return { ...written, code };
}

describe('what complainants say of themselves', () => {
  let byApi = '';

  it('comes in by API, mail, form and work queue, well and badly formed', async () => {
    await desk.register(originals.observatory);
    await desk.send('SubmissionsQueue', [submitted(copies.observatory)]);
    await eventually('its disposition', () =>
      desk.cms.orders().find(({ data }) => data.url === copyUrl(copies.observatory.slug)),
    );
    const { signature, ...unsigned } = notice('api', copies.observatory.slug);
    const filed = await desk.call<{ caseId: string; statusToken: string }>('submitNotice', {
      body: unsigned,
    });
    expect(filed.status).toBe(201);
    byApi = filed.body.caseId;
    const { statusToken } = filed.body;
    secrets.push(statusToken);
    const completed = await desk.call('completeComplaint', {
      params: { token: statusToken },
      body: { signature, explanation: 'Zqxzqaddedapi is my lawyer.' },
    });
    expect(completed.status).toBe(202);

    const from = person('mail');
    const { goodFaith, accuracy, authority } = notice('mail', copies.observatory.slug);
    const letter = [
      `From: ${from.name} <${from.email}>`,
      'To: Copyright Agent <copyright@newsriver.example>',
      'Cc: desk@copydesk.example',
      'Subject: Copyright complaint of Zqxzqsubjectmail',
      'Message-ID: <zqxzqmessage1@zqxzqmail.example>',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Our article ${originalUrl(originals.observatory.slug)} was copied at ${copyUrl(copies.observatory.slug)}.`,
      goodFaith,
      accuracy,
      authority,
      '',
      `${from.name}, ${from.postalAddress.replace('\n', ', ')}, ${from.phone}`,
    ];
    await desk.stack.control('POST', '/mail/in', letter.join('\r\n'));

    const api = desk.stack.description().apiUrl;
    const opened = await fetch(`${api}/complaints/new`);
    const cookie = opened.headers.getSetCookie()[0]!.split(';')[0]!;
    const guard = cookie.slice(cookie.indexOf('=') + 1);
    const onPage = notice('form', copies.observatory.slug);
    const fields = {
      [GUARD_FIELD]: guard,
      ...onPage.contact,
      onBehalfOf: onPage.onBehalfOf,
      explanation: onPage.explanation,
      signature: onPage.signature,
      'works.0.addresses': copyUrl(copies.observatory.slug),
      'works.0.description': onPage.works[0]!.description,
    };
    const post = (sent: Readonly<Record<string, string>>) =>
      fetch(`${api}/complaints`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams(sent),
        redirect: 'manual',
      });
    expect((await post({ ...fields, email: 'zqxzqmailbad at nowhere', action: 'send-anyway' })).status).toBe(
      422,
    );
    expect((await post({ ...fields, [GUARD_FIELD]: 'another', action: 'send-anyway' })).status).toBe(422);
    const kept = await post({ ...fields, action: 'save' });
    secrets.push(kept.headers.get('location')!.split('/').at(-1)!);
    expect((await fetch(`${api}${kept.headers.get('location')!}`)).status).toBe(200);
    const taken = await post({ ...fields, action: 'send-anyway' });
    expect(taken.status).toBe(303);
    secrets.push(/follow\/([^/]+)/.exec(taken.headers.get('location') ?? '')![1]!);
    expect((await fetch(`${api}${taken.headers.get('location')!}`)).status).toBe(200);

    const bad = notice('bad', copies.observatory.slug);
    const refused = await desk.call('submitNotice', {
      body: { ...bad, contact: { ...bad.contact, email: 'zqxzqmailbad' }, zqxzqkeybad: 'zqxzqvaluebad' },
    });
    expect(refused.status).toBe(422);
    await desk.send('NoticesQueue', [
      { kind: 'notice.submitted', ...bad, contact: { ...bad.contact, email: 'zqxzqmailbad' } },
      { kind: 'notice.submitted', ...bad, zqxzqkeybad: { zqxzqdeepbad: 1 } },
      { kind: 'zqxzqkindbad', ...bad },
      `zqxzqjsonbad {"contact": "${bad.contact.phone}"`,
    ]);
    await eventually('four dead letters', async () => {
      const { body } = await desk.callAs<{ deadLetters: unknown[] }>('mona', 'listDeadLetters');
      return body.deadLetters.length === 4 ? true : undefined;
    });
    await openedBy('mail');
    await openedBy('form');
  });

  it('is decided on, told to parties, comes back and cannot be delivered', async () => {
    await eventually('comparison', async () =>
      (await caseView(byApi)).itemViews[0]?.comparison.outcome === 'compared' ? true : undefined,
    );
    const claim = await desk.callAs<Claim>('rita', 'claimCase', { params: { caseId: byApi } });
    const decided = await desk.callAs('rita', 'decideItems', {
      params: { caseId: byApi },
      body: {
        leaseToken: claim.body.lease.token,
        version: (await caseView(byApi)).version,
        decisions: [
          {
            item: 1,
            actions: ['disable'],
            reasonCode: 'UPHELD_FULL_COPY',
            reason: 'It is the whole article.',
          },
        ],
      },
    });
    expect(decided.status).toBe(200);
    await desk.advance(60_000);
    await eventually('the outcome', async () =>
      (await desk.mails(byApi)).find(({ to }) => to.includes(person('api').email)),
    );
    const byMail = await openedBy('mail');
    const receipt = await eventually('a receipt', async () =>
      (await desk.mails(byMail)).find(({ to }) => to.includes(person('mail').email)),
    );
    await desk.stack.control('POST', `/mails/${receipt.id}/return?as=bounced`);
    await eventually('the flag of a bounce', async () =>
      (await caseView(byMail)).flags.includes('COMPLAINANT_BOUNCED') ? true : undefined,
    );
    // The next mail to that address is given up.
    const note = { note: 'It is all there.' };
    await desk.callAs('liam', 'completeScreening', { params: { caseId: byMail }, body: note });
    await desk.callAs('liam', 'withdrawForComplainant', { params: { caseId: byMail }, body: {} });
    await eventually('a mail that was given up', async () => {
      const { body } = await desk.callAs<{ entries: { state: string }[] }>('rita', 'readOutbox', {
        params: { owner: byMail },
      });
      return body.entries.some(({ state }) => state === 'given_up') ? true : undefined;
    });
    await desk.advance(24 * 3_600_000);
    await eventually('alerts', async () => {
      const { body } = await desk.callAs<{ alerts: unknown[] }>('mona', 'listAlerts');
      return body.alerts.length > 1 ? true : undefined;
    });
  });

  it('stands in no log and no metric of any function', async () => {
    const written = logFiles();
    expect(written.length).toBeGreaterThanOrEqual(8);
    expect(written.filter(({ text }) => text.includes('"event"')).length).toBeGreaterThanOrEqual(6);
    expect(leaksInLogs()).toEqual([]);
    // The same search finds what is there.
    const planted = join(desk.stack.stateDir, 'logs', 'planted.log');
    appendFileSync(planted, `{"reason":"call 0049 (30) 55501-3797"}\n{"to":"${person('mail').email}"}\n`);
    writeFileSync(`${planted}.2`, `{"path":"/follow/${secrets[0]}"}\n`);
    const found = leaksInLogs();
    rmSync(planted);
    rmSync(`${planted}.2`);
    expect(found.map((leak) => leak.split(':')[0])).toEqual(['planted.log', 'planted.log', 'planted.log.2']);
  });

  it('stands in nothing that people who run the desk read without asking for it', async () => {
    const read = async (
      who: string,
      ...[route, request]: Parameters<typeof desk.callAs> extends [string, ...infer R] ? R : never
    ) => JSON.stringify((await desk.callAs(who, route, request)).body);
    const ids = [byApi, await openedBy('form')];
    const surfaces: (readonly [string, string])[] = [
      ['dead letters', await read('mona', 'listDeadLetters')],
      ['alerts', await read('mona', 'listAlerts')],
      // Who works on cases reads there which organisation complains.
      ['queue', await read('mona', 'listQueue')],
      ['what was found', await read('mona', 'findCases', { body: { of: person('api').email } })],
      ['status', await read('otto', 'readDeskStatus')],
      ['self-check', await read('otto', 'selfCheck')],
      ['orders to the CMS', JSON.stringify(desk.cms.orders())],
    ];
    for (const id of ids) {
      surfaces.push([`outbox of ${id}`, await read('rita', 'readOutbox', { params: { owner: id } })]);
      surfaces.push([`trace of ${id}`, await read('rita', 'trace', { params: { id } })]);
    }
    const mails = (await desk.stack.control('GET', '/mails')) as readonly OutboxMail[];
    const toPeopleInside = mails.filter(({ to }) => !to.some((address) => address.includes('@zqxzq')));
    expect(toPeopleInside.length).toBeGreaterThan(0);
    surfaces.push(['mails to people inside', JSON.stringify(toPeopleInside)]);
    expect(surfaces.flatMap(([where, text]) => leaksIn(where, text))).toEqual([]);
  });

  it('is read masked, and whole only by who says what for; then auditors see who did', async () => {
    const { email, phone, postalAddress } = person('api');
    const masked = await caseView(byApi);
    for (const whole of [email, phone, postalAddress.split('\n')[0]!])
      expect(JSON.stringify(masked)).not.toContain(whole);
    expect(
      (await cli('reveal', byApi, '--as', 'rita', '--field', 'phone', '--for', 'To ring them.')).code,
    ).toBe(1);
    const shown = await cli('reveal', byApi, '--as', 'liam', '--field', 'phone', '--for', 'To ring them.');
    expect(shown.stdout).toContain(phone);
    const { stdout } = await cli('audit', 'reveals');
    expect(stdout).toMatch(new RegExp(`${byApi} +legal liam +phone +To ring them\\.`));
    expect(leaksInLogs()).toEqual([]);
  });

  it('is in an exported record only where legal asked for it; the record verifies without any desk', async () => {
    await cli('audit', 'chains', '--out', 'chains.jsonl');
    const verified = await cli('audit', 'verify', '--against', 'chains.jsonl');
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringMatching(/cases?, \d+ entries: all as they were written/),
    ]);
    const chains = readFileSync(join(folder, 'chains.jsonl'), 'utf8').trim().split('\n');
    const gone = { caseId: 'CD-00000-00000', entries: 1, lastHash: 'f'.repeat(64) };
    const other = chains.map((line) => line.replace(/"lastHash":"./, '"lastHash":"x'));
    writeFileSync(join(folder, 'other.jsonl'), [...other, JSON.stringify(gone)].join('\n'));
    const against = await cli('audit', 'verify', '--against', 'other.jsonl', '--json');
    const found = JSON.parse(against.stdout) as { caseId: string; findings: { why: string }[] }[];
    expect(against.code).toBe(1);
    expect(found.filter(({ findings }) => findings.length > 0)).toHaveLength(chains.length + 1);
    expect(found.at(-1)).toMatchObject({
      caseId: gone.caseId,
      findings: [{ why: expect.stringContaining('gone') }],
    });
    await cli('audit', 'export', byApi, '--out', 'record.jsonl');
    const record = readFileSync(join(folder, 'record.jsonl'), 'utf8');
    expect(record).not.toContain(person('api').phone);
    expect(record).not.toContain(person('api').email);
    const offline = await cli('audit', 'verify', '--file', 'record.jsonl');
    expect([offline.code, offline.stdout]).toEqual([0, expect.stringContaining('1 case, ')]);
    writeFileSync(join(folder, 'changed.jsonl'), record.replace('UPHELD_FULL_COPY', 'KEPT_LICENSED'));
    const changed = await cli('audit', 'verify', '--file', 'changed.jsonl');
    expect([changed.code, changed.stdout]).toEqual([1, expect.stringContaining(byApi)]);

    await cli('audit', 'export', byApi, '--out', 'whole.jsonl', '--contacts-for', 'An order of the court.');
    expect(readFileSync(join(folder, 'whole.jsonl'), 'utf8')).toContain(person('api').phone);
    expect((await cli('audit', 'verify', '--file', 'whole.jsonl')).code).toBe(0);
    expect((await cli('audit', 'reveals')).stdout).toContain('An order of the court.');
    expect((await caseView(byApi)).timeline.filter(({ event }) => event === 'contact_revealed')).toHaveLength(
      2,
    );
  });
});
