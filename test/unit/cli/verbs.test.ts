import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStatus } from '../../../cli/follow';
import { describeHistory } from '../../../cli/history';
import { parseInstant } from '../../../shared/clock/instant';
import type { CaseId } from '../../../shared/ids';
import { type Asked, heard } from './support/answering-api';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const caseId = 'CD-7K3MX-2QZ9A' as CaseId;
const staff = ['--token', 'of-rita'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-verbs-'));
  writeFileSync(join(folder, 'original.txt'), 'The harbour reopened on Monday.');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a list', () => {
  // `queue --limit 150` was refused, because a page holds a hundred.
  it('is read page after page, as far as was asked', async () => {
    const lines = Array.from({ length: 230 }, (_, i) => ({ id: `site-${i}` }));
    const page = ({ call }: Asked) => {
      const query = new URL(call.slice('GET '.length), 'http://desk').searchParams;
      const from = Number(query.get('cursor') ?? 0);
      const to = from + Number(query.get('limit'));
      return { alerts: lines.slice(from, to), ...(to < lines.length && { cursor: String(to) }) };
    };
    const part = await heard(['alerts', ...staff, '--limit', '150', '--json'], page);
    expect(JSON.parse(part.stdout)).toEqual({ alerts: lines.slice(0, 150), andMore: true });
    const all = await heard(['alerts', ...staff, '--limit', '500', '--json'], page);
    expect(JSON.parse(all.stdout)).toEqual({ alerts: lines, andMore: false });
  });

  it('of no number of lines is refused before anybody is asked', async () => {
    const { requests, stderr, code } = await heard(['queue', ...staff, '--limit', 'all'], () => ({}));
    expect([requests, code]).toEqual([[], 2]);
    expect(stderr).toContain('must be a whole number above 0');
  });
});

describe('what was before a case', () => {
  it('is numbers and cases', () => {
    const text = describeHistory({
      sender: {
        cases: 3,
        truncated: true,
        upheld: 2,
        partial: 0,
        rejected: 1,
        withdrawn: 0,
        open: 0,
        last: [{ caseId, receivedAt: noon, state: 'CLOSED', outcome: 'REJECTED' }],
      },
      sources: [
        {
          source: 'wire-feed',
          items: 1,
          truncated: false,
          upheld: 0,
          kept: 0,
          open: 1,
          last: [{ caseId, item: 2, receivedAt: noon, state: 'PENDING' }],
        },
      ],
    });
    expect(text).toContain('The sender: at least 3 earlier cases: 2 upheld, 1 rejected\n');
    expect(text).toMatch(new RegExp(`^  ${caseId} +${noon} +rejected$`, 'm'));
    expect(text).toContain('Pages from wire-feed: 1 page complained of before: 1 open\n');
    expect(text).toMatch(new RegExp(`^  ${caseId}, item 2 +${noon} +to be decided$`, 'm'));
  });

  it('is nothing under a name that nobody vouches for, and says why', () => {
    expect(describeHistory({ sources: [] })).toContain('nobody vouches for who it is');
  });
});

describe('a complaint as its sender follows it', () => {
  it('is found by the whole link of the receipt, or by the end of it', async () => {
    const answer = () => ({ caseId, state: 'IN_REVIEW', timeLeft: '3 h left', missing: [], items: [] });
    for (const link of [`${caseId}.secret`, `https://desk.example/follow/${caseId}.secret?lang=de`]) {
      const { requests, code } = await heard(['follow', link], answer);
      expect(requests).toMatchObject([{ call: `GET /status/${caseId}.secret`, by: '' }]);
      expect(code).toBe(0);
    }
  });

  it('says what is missing, and of each address what was ordered, said done and seen', () => {
    const text = describeStatus({
      caseId,
      state: 'CLOSED',
      receivedAt: noon,
      timeLeft: 'no clock runs',
      missing: [],
      originalTextWanted: [],
      items: [
        {
          no: 1,
          url: 'https://news.example/harbour',
          state: 'DISABLED',
          compared: 'compared',
          missing: [],
          reason: 'The page repeats the whole article.',
          orderedAt: noon,
          acknowledgedAt: noon,
        },
      ],
    });
    expect(text).toMatch(/1 +https:\/\/news\.example\/harbour +disabled/);
    expect(text).toContain('The page repeats the whole article.');
  });
});

describe('evidence that staff found', () => {
  it('of a text goes to the work as people count, from 1', async () => {
    const { requests } = await heard(
      ['original-text', caseId, 'original.txt', '--work', '2', ...staff],
      () => ({ caseId }),
      folder,
    );
    expect(requests).toEqual([
      {
        call: `POST /cases/${caseId}/original-text`,
        by: 'Bearer of-rita',
        body: { work: 1, text: 'The harbour reopened on Monday.' },
      },
    ]);
  });

  it('of a date names its rung, never our own log', async () => {
    const date = (rung: string) =>
      heard(
        ['date', caseId, '--side', 'original', '--rung', rung, '--at', noon, '--source', 'https://a.example']
          .concat(staff)
          .concat('--json'),
        () => ({}),
      );
    expect((await date('signed_feed')).requests).toMatchObject([
      {
        call: `POST /cases/${caseId}/dates`,
        body: { item: 1, side: 'original', rung: 'signed_feed', at: noon, source: 'https://a.example' },
      },
    ]);
    const own = await date('ingest_log');
    expect([own.requests, own.code]).toEqual([[], 2]);
  });
});

describe('a licence', () => {
  const register = (...argv: string[]) =>
    heard(['licence', '--key', 'cdk_k', '--partner', 'wire-feed', ...argv], () => ({
      id: 'lic_1',
      from: noon,
    }));

  it('is said in words and durations', async () => {
    const { requests } = await register('--from', noon, '--credit', 'The Gazette', '--embargo', '2h');
    expect(requests).toMatchObject([
      {
        call: 'POST /licences',
        body: { partner: 'wire-feed', from: noon, terms: { credit: 'The Gazette', embargoMs: 7_200_000 } },
      },
    ]);
  });

  it('that ends before it begins is refused before anybody is asked', async () => {
    const { requests, stderr, code } = await register('--from', noon, '--until', '2026-03-01T00:00:00Z');
    expect([requests, code]).toEqual([[], 2]);
    expect(stderr).toContain('must be later than from');
  });
});

describe('the keys of a publisher', () => {
  it('are told apart by id, and say whether they still open anything', async () => {
    const keys = [
      { id: 'abcdefghijkl', name: 'feed', siteId: 'news', scopes: ['articles:write'], state: 'good' },
      { id: 'mnopqrstuvwx', name: 'old', siteId: 'news', scopes: [], state: 'revoked', revokedAt: noon },
    ];
    const { stdout } = await heard(['publisher', 'keys', 'wire-feed', ...staff], () => ({ keys }));
    expect(stdout).toMatch(/^abcdefghijkl +feed +news +articles:write +good +until it is revoked$/m);
    expect(stdout).toMatch(new RegExp(`^mnopqrstuvwx +old +news +revoked +${noon}$`, 'm'));
  });

  it('are ended by the id of the key', async () => {
    const { requests, stdout } = await heard(
      ['publisher', 'revoke', 'wire-feed', 'abcdefghijkl', ...staff],
      () => ({ id: 'abcdefghijkl' }),
    );
    expect(requests).toMatchObject([{ call: 'POST /publishers/wire-feed/keys/abcdefghijkl/revoke' }]);
    expect(stdout).toBe('abcdefghijkl opens nothing any more\n');
  });
});
