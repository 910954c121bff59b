import { checkNotice } from '../../../shared/desk/check-notice';
import { parseInstant } from '../../../shared/clock/instant';
import type { Desk } from '../../../shared/desk/desk';
import type { SiteSettings } from '../../../shared/desk/site';
import { readLetter, understandNotice } from '../../../shared/desk/understand-notice';
import { noticeSubmission } from '../../../shared/wire/notice-submission';

const letter = { channel: 'form', receivedAt: parseInstant('2026-03-02T12:00:00Z')! } as const;

/** A registry with one site, and the hosts it was asked for. */
function registryOf(ours: string) {
  const asked: string[] = [];
  const registry = {
    siteOfHost: async (host: string) => {
      asked.push(host);
      return host === ours ? ({ hosts: [ours] } as unknown as SiteSettings) : undefined;
    },
  } as Desk['registry'];
  return { asked, registry };
}

describe('a letter', () => {
  it('complains of what lies on our hosts, however the address is written', async () => {
    const { registry, asked } = registryOf('news.demo.example');
    const text =
      'Ours: https://gazette.example/a\nCopies: hxxps://www.news[.]demo[.]example/b news.demo.example/c';
    const { targets } = await readLetter({ registry }, text, letter);
    expect(targets.map(({ url }) => url)).toEqual([
      'https://www.news.demo.example/b',
      'https://news.demo.example/c',
    ]);
    expect(asked).toEqual(['gazette.example', 'news.demo.example']);
  });

  it('with half a character in it is read with a sign in its place', async () => {
    const { registry } = registryOf('news.demo.example');
    const { targets, raw } = await readLetter({ registry }, 'Copy: https://news.demo.example/\uD83D', letter);
    expect(targets).toEqual([{ url: 'https://news.demo.example/\uFFFD' }]);
    expect(raw).toBe('Copy: https://news.demo.example/\uFFFD');
  });

  // The complaint took 15 s and answered 500: its letter was "a." sixty thousand times.
  it.each(['a.', 'a-', 'a.com/', 'http://', '](', 'a@', 'www.', '1 ', '.', '(', 'aa.'])(
    'of a megabyte of %p is read before anybody gives up waiting',
    async (piece) => {
      const { registry } = registryOf('news.demo.example');
      const text = piece.repeat(1_048_576 / piece.length);
      expect((await readLetter({ registry }, text, letter)).raw).toBe(text);
    },
  );
});

describe('a list in the format for bulk uploads', () => {
  it('gives works and addresses; who complains and what they state comes beside it', async () => {
    const { registry } = registryOf('news.demo.example');
    const submission = noticeSubmission.parse({
      contact: { email: 'nora@fjord-post.example' },
      signature: 'Nora Lund',
      bulkText: '# The last ferry\n# https://fjord-post.example/ferry\nhttps://news.demo.example/ferry\n',
    });
    expect(await understandNotice({ registry }, submission, 'api', letter.receivedAt)).toEqual({
      channel: 'api',
      receivedAt: letter.receivedAt,
      contact: { email: 'nora@fjord-post.example' },
      signature: 'Nora Lund',
      works: [{ description: 'The last ferry', originalUrl: 'https://fjord-post.example/ferry' }],
      targets: [{ url: 'https://news.demo.example/ferry', work: 0 }],
    });
  });

  it('stands in place of works, targets and text, not beside them', () => {
    const both = noticeSubmission.safeParse({ bulkText: '# a', targets: [{ url: 'x' }] });
    expect(both.error?.issues).toMatchObject([{ path: ['bulkText'] }]);
    expect(noticeSubmission.safeParse({ bulkText: '# a', text: 'Dear Sir' }).success).toBe(false);
  });
});

describe('a page that is looked at before it is sent', () => {
  // 300,000 fit into one request of nobody in particular.
  it('asks the table for no more hosts than a complaint can name, whatever was pasted', async () => {
    const { registry, asked } = registryOf('news.demo.example');
    const targets = Array.from({ length: 2_000 }, (_, no) => ({ url: `https://h${no}.example/` }));
    const found = await checkNotice(
      { registry, now: () => letter.receivedAt },
      { contact: {}, works: [], targets },
    );
    expect([asked.length, found.targets.length]).toEqual([500, 500]);
  });
});
