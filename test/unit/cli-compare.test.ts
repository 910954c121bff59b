import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import type { Io } from '../../cli/io';
import { run } from '../../cli/main';

const CREW =
  'The crew of fourteen, who had packed their lockers in the afternoon, were told by telephone shortly before midnight that they could stay.';
const ORIGINAL = `${CREW}\n\n“We have nowhere else to be at that hour of the night,” the second engineer said. She laughed.`;
const ARTICLE = `A word first.\r\n\r\n${CREW.replace('crew', 'сrew')}\r\n\r\n“We have nowhere else to be at that hour of the night,” the second engineer said.\r\n\r\nThe pier at dawn. AP\r\n\r\nReference\r\n\r\nDenial of responsibility! This is an automatic aggregator of the news.`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-compare-'));
  writeFileSync(join(folder, 'article.txt'), `\ufeff${ARTICLE}`);
  writeFileSync(join(folder, 'original.txt'), ORIGINAL);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function compare(args: string[], terminal: Partial<Io> = {}) {
  const output = { stdout: '', stderr: '' };
  let exitCode = 0;
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write: (chunk: Buffer, _, done) => {
        output[name] += chunk.toString();
        done();
      },
    });
  await run(['compare', ...args], {
    cwd: folder,
    stdin: new PassThrough(),
    stdout: into('stdout'),
    stderr: into('stderr'),
    isTty: false,
    stderrIsTty: false,
    columns: 80,
    env: {},
    exitWith: (code) => {
      exitCode = code;
    },
    ...terminal,
  });
  return { ...output, exitCode };
}

describe('copydesk compare', () => {
  it('shows what a person needs to see', async () => {
    const { stdout, exitCode } = await compare(['article.txt', 'original.txt']);
    expect(stdout).toMatch(/^copy: /);
    expect(stdout).toContain('1 photo credit: AP');
    expect(stdout).toContain('U+0441');
    expect(stdout).toContain('27 own, 12 inside quotation marks, 0 boilerplate');
    expect(stdout).toMatch(/│.*сrew of fourteen.*│.*crew of fourteen.*│/);
    expect(stdout).toContain('decides nothing');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(stdout).not.toContain('\u001b');
    expect(exitCode).toBe(0);
  });

  // It read 'no passage', 'longest run 14 words', '0 own' and 'Score 5.3' side by side, and left one to wonder.
  it('says why equal words are no passage', async () => {
    const few = CREW.split(' ').slice(0, 14).join(' ');
    writeFileSync(
      join(folder, 'article.txt'),
      `${few} ${Array.from({ length: 90 }, (_, i) => `other${i}`).join(' ')}`,
    );
    const { stdout } = await compare(['article.txt', 'original.txt']);
    expect(stdout).toMatch(/^original: /);
    expect(stdout).toContain(
      'Some words in a row are equal (longest run 14 words), too few for a passage. Score ',
    );
    expect(stdout).not.toContain('0 own');
    const match = JSON.parse((await compare(['article.txt', 'original.txt', '--json'])).stdout);
    expect(match).toMatchObject({ verdict: 'original', ownWords: 0, longestRunWords: 14, passages: [] });
    expect(match.score).toBeGreaterThan(0);
  });

  it('lets no text of an article command the terminal', async () => {
    writeFileSync(join(folder, 'article.txt'), CREW.replaceAll(' of ', '\u001b[2J of\u202e '));
    const { stdout } = await compare(['article.txt', 'original.txt']);
    expect(stdout).toContain('crew\ufffd[2J');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
  });

  it('gives one match and the article’s facts as JSON, offsets counted with the byte order mark', async () => {
    const { stdout } = await compare(['article.txt', 'original.txt', '--json']);
    const match = JSON.parse(stdout);
    const text = `\ufeff${ARTICLE}`;
    expect(match).toMatchObject({
      originalId: 'original.txt',
      verdict: 'copy',
      ownWords: 27,
      quotedWords: 12,
    });
    expect(text.slice(...match.passages[0].article)).toMatch(/^The сrew .* engineer said$/s);
    expect(ORIGINAL.slice(...match.passages[0].original)).toMatch(/^The crew .* engineer said$/s);
    expect(match.facts).toEqual({
      words: 59,
      quotedWords: 12,
      credits: [{ text: 'AP', start: text.indexOf('AP\r'), end: text.indexOf('AP\r') + 2 }],
      mixedScript: [{ start: text.indexOf('сrew'), end: text.indexOf('сrew') + 4, codePoints: ['U+0441'] }],
      boilerplateFrom: text.indexOf('Reference'),
    });
  });

  it('reads HTML by its ending', async () => {
    writeFileSync(join(folder, 'article.html'), `<title>No</title><p>${CREW}</p><p hidden>No</p>`);
    const { stdout } = await compare(['article.html', 'original.txt', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ facts: { words: 23 }, articleCoverage: 1 });
  });

  it('compares many pairs, one line each', async () => {
    writeFileSync(
      join(folder, 'pairs.jsonl'),
      [
        { id: 'p1', article: CREW, original: ORIGINAL },
        { id: 2, article: { html: `<p>${CREW}</p>` }, original: 'Nothing.' },
        { id: 'p3', article: CREW },
      ]
        .map((pair) => JSON.stringify(pair))
        .join('\n'),
    );
    const { stdout, stderr, exitCode } = await compare(['--pairs', 'pairs.jsonl', '--json']);
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ id: 'p1', verdict: 'copy', ownWords: 23, passages: [{ kind: 'own' }] });
    expect(second).toEqual({
      id: 2,
      originalId: '2',
      verdict: 'original',
      score: 0,
      articleCoverage: 0,
      originalCoverage: 0,
      ownWords: 0,
      quotedWords: 0,
      boilerplateWords: 0,
      longestRunWords: 0,
      passages: [],
    });
    expect(stderr).toMatch(/^pairs\.jsonl:3: "original" /);
    expect(exitCode).toBe(1);
  });

  // Two answers under one id: nobody could tell which pair they were of.
  it('takes each id once, as scan does', async () => {
    writeFileSync(
      join(folder, 'pairs.jsonl'),
      [1, 'p', '1'].map((id) => JSON.stringify({ id, article: CREW, original: ORIGINAL })).join('\n'),
    );
    const { stdout, stderr, exitCode } = await compare(['--pairs', 'pairs.jsonl', '--json']);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual([1, 'p']);
    expect(stderr).toBe('pairs.jsonl:3: id "1" stands on line 1 already\n');
    expect(exitCode).toBe(1);
  });

  // It guessed, and compared U+FFFD; scan leaves such a line out.
  it('refuses a file that is not UTF-8', async () => {
    writeFileSync(join(folder, 'article.txt'), Buffer.from(CREW.replace('stay', 'caf\u00e9'), 'latin1'));
    const { stdout, stderr, exitCode } = await compare(['article.txt', 'original.txt']);
    expect(stderr).toContain('article.txt: is not UTF-8; save it as UTF-8 first');
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });

  it.each([
    ['', '', 'Nothing to compare: article.txt and original.txt hold no words.'],
    [' \n…', ORIGINAL, 'Nothing to compare: article.txt holds no words.'],
    [ARTICLE, '', 'Nothing to compare: original.txt holds no words.'],
  ])('says of texts without words that there is nothing to compare: %#', async (article, original, hint) => {
    writeFileSync(join(folder, 'article.txt'), article);
    writeFileSync(join(folder, 'original.txt'), original);
    const { stdout, exitCode } = await compare(['article.txt', 'original.txt']);
    expect(stdout).toContain(hint);
    expect(exitCode).toBe(0);
  });

  it('gives the ISCC of both texts, equal for equal texts', async () => {
    const { stdout } = await compare(['original.txt', 'original.txt', '--json']);
    const { iscc } = JSON.parse(stdout);
    expect(iscc.article).toMatch(/^ISCC:EAA[A-Z2-7]{13}$/);
    expect(iscc.original).toBe(iscc.article);
    expect((await compare(['article.txt', 'original.txt'])).stdout).toContain(`${iscc.original} (original)`);
  });

  describe('on who was first', () => {
    const dates = (...known: object[]) => writeFileSync(join(folder, 'dates.json'), JSON.stringify(known));
    const withDates = (...more: string[]) =>
      compare(['article.txt', 'original.html', '--dates', 'dates.json', ...more]);
    beforeEach(() =>
      writeFileSync(
        join(folder, 'original.html'),
        `<html><head><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-05-20"}</script></head><body><article><p>${CREW}</p></article></body></html>`,
      ),
    );

    it("takes no page's own date for proof", async () => {
      dates({ side: 'article', rung: 'ingest_log', at: '2026-05-25T03:10:00Z', source: 'our log' });
      expect((await withDates()).stdout).toContain('Who was first: not known\n');
    });

    it('shows the timestamps that contradict a back-dated original', async () => {
      dates(
        { side: 'article', rung: 'ingest_log', at: '2026-05-25T03:10:00Z', source: 'our log' },
        { side: 'original', rung: 'domain_registration', at: '2026-06-01T00:00:00Z', source: 'RDAP' },
      );
      const { stdout } = await withDates();
      expect(stdout).toContain(
        'First: the article, by the registration of the domain: the article 2026-05-25',
      );
      expect(stdout).toContain(
        "contradicted: the original 2026-05-19T10:00:00.000Z by the page's own date (original.html), but the domain of the original was registered 2026-06-01",
      );
      expect(JSON.parse((await withDates('--json')).stdout)).toMatchObject({
        whoWasFirst: { first: 'article', by: 'domain_registration', contradictions: { length: 1 } },
        dated: { length: 3 },
      });
    });

    it('refuses dates that are none with exit code 2', async () => {
      dates({ side: 'article', rung: 'hearsay', at: 'yesterday', source: '' });
      const { stderr, exitCode } = await withDates();
      expect(stderr).toContain('dates.json:');
      expect(exitCode).toBe(2);
    });
  });

  it.each([
    [['article.txt'], 'give two files'],
    [['article.txt', 'none.txt'], 'none.txt: there is no such file'],
    [['article.txt', 'original.txt', '--pairs', 'x'], 'not both'],
    [['--pairs', 'x'], 'add --json'],
    [['a', 'b', 'c'], 'too many arguments'],
  ])('refuses %j with exit code 2', async (args, why) => {
    const { stdout, stderr, exitCode } = await compare(args);
    expect(stderr).toContain(why);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });
});
