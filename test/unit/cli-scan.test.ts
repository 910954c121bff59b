import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import type { Io } from '../../cli/io';
import { run } from '../../cli/main';
import type { ScanFigures } from '../../cli/scan-figures';

const FERRY =
  'The harbour council voted on Monday night to keep the old ferry in service until the new one has been paid for, by nine votes to two.';
const CREW =
  'The crew of fourteen, who had packed their lockers in the afternoon, were told by telephone shortly before midnight that they could stay.';
const BAKER =
  'A baker in the upper town has taken to leaving unsold loaves on the steps of the library, where pupils collect them before the first lesson.';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-scan-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
const lines = (...objects: object[]) => objects.map((object) => JSON.stringify(object)).join('\n');

async function scan(...args: string[]) {
  const output = { stdout: '', stderr: '' };
  let exitCode = 0;
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write: (chunk: Buffer, _, done) => {
        output[name] += chunk.toString();
        done();
      },
    });
  const io: Io = {
    cwd: folder,
    stdin: new PassThrough(),
    stdout: into('stdout'),
    stderr: into('stderr'),
    isTty: false,
    stderrIsTty: false,
    columns: 100,
    env: {},
    exitWith: (code) => {
      exitCode = code;
    },
  };
  await run(['scan', '--originals', 'originals.jsonl', '--articles', 'articles.jsonl', ...args], io);
  const [complaints, figures] = output.stderr.split(/^(?=an article:)/m);
  return {
    ...output,
    exitCode,
    /** What stderr says before it tells what the scan took. */
    complaints: complaints!.trimEnd(),
    figures,
    json: () =>
      output.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

describe('copydesk scan --json', () => {
  it('says of each article, in order, what stands in which original', async () => {
    write('originals.jsonl', lines({ id: 'o1', text: `${FERRY}\n\n${CREW}` }, { id: 'o2', text: BAKER }));
    write(
      'articles.jsonl',
      lines(
        { id: 'a1', text: 'Nothing of it stands anywhere.' },
        { id: 'a2', text: `${BAKER}\n\n${CREW}`, title: null },
      ),
    );
    const { json, exitCode, complaints } = await scan('--json');
    const [first, second] = json();
    expect(first).toEqual({
      id: 'a1',
      verdict: 'original',
      matches: [],
      stories: [],
      iscc: expect.stringMatching(/^ISCC:EAA/),
      facts: { words: 5, quotedWords: 0, credits: [], mixedScript: [], boilerplateFrom: null },
    });
    expect(second).toMatchObject({ id: 'a2', verdict: 'copy' });
    expect(second.matches.map(({ originalId }: { originalId: string }) => originalId)).toEqual(['o2', 'o1']);
    expect(second.matches[0]).toEqual({
      originalId: 'o2',
      verdict: 'copy',
      score: expect.any(Number),
      articleCoverage: 26 / 49,
      originalCoverage: 1,
      ownWords: 26,
      quotedWords: 0,
      boilerplateWords: 0,
      longestRunWords: 26,
      passages: [{ article: [0, BAKER.length - 1], original: [0, BAKER.length - 1], kind: 'own' }],
    });
    expect(second).not.toHaveProperty('text');
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
  });

  it('never checks articles against each other, nor against an equal id', async () => {
    write('originals.jsonl', lines({ id: 'same', text: FERRY }));
    write(
      'articles.jsonl',
      lines({ id: 'same', text: FERRY }, { id: 'x', text: CREW }, { id: 'y', text: CREW }),
    );
    const { json } = await scan('--json');
    expect(json().map(({ matches }) => matches)).toEqual([[], [], []]);
  });

  // Two files numbered from 1 on: the copy of original 1 was article 1, and came out as nobody's.
  it('says which articles it did not compare with the original of the same id', async () => {
    write('originals.jsonl', lines({ id: 1, text: FERRY }));
    write('articles.jsonl', lines({ id: '1', text: FERRY }, { id: 2, text: FERRY }));
    expect((await scan('--json')).json()).toMatchObject([
      { id: '1', matches: [], equalId: true },
      { id: 2, matches: [{ originalId: '1' }] },
    ]);
    expect((await scan()).stdout).toContain(
      '1 article not compared with the original of the same id: if that is another text, give it another id.',
    );
  });

  it('tells of each bad line on stderr and goes on with the rest', async () => {
    write('originals.jsonl', `\ufeff${lines({ id: 'o', text: FERRY }, { id: 'o', text: CREW })}\r\n`);
    write(
      'articles.jsonl',
      Buffer.concat([
        Buffer.from(`{"id":"a","text":${JSON.stringify(FERRY)}}\r\n`),
        Buffer.from('{"id":"b","text":\n\n'),
        Buffer.from('{"id":"c"}\n{"text":"no id"}\n{"id":"","text":"x"}\n[]\n{"id":"d","text":7}\n'),
        Buffer.from('{"id":"a","text":"again"}\n'),
        Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
        Buffer.from('{"id":"e","text":"a\u2028b"}'),
      ]),
    );
    const { json, complaints, exitCode } = await scan('--json');
    expect(json().map(({ id }) => id)).toEqual(['a', 'e']);
    expect(json()[0].verdict).toBe('copy');
    expect(complaints.split('\n')).toEqual([
      'originals.jsonl:2: id "o" stands on line 1 already',
      'articles.jsonl:2: is not JSON',
      'articles.jsonl:4: needs "text" or "html"',
      'articles.jsonl:5: "id" must be a text that is not empty, or a number',
      'articles.jsonl:6: "id" must be a text that is not empty, or a number',
      'articles.jsonl:7: must be an object',
      'articles.jsonl:8: "text" must be a text',
      'articles.jsonl:9: id "a" stands on line 1 already',
      'articles.jsonl:10: is not UTF-8',
    ]);
    expect(exitCode).toBe(1);
  });

  // Of a line with both, the text was checked and the HTML passed over without a word.
  it('refuses a line that gives both text and HTML', async () => {
    write('originals.jsonl', lines({ id: 'o', text: FERRY }));
    write(
      'articles.jsonl',
      lines({ id: 'a', text: CREW, html: `<p>${FERRY}</p>` }, { id: 'b', text: FERRY, html: null }),
    );
    const { json, complaints, exitCode } = await scan('--json');
    expect(json().map(({ id }) => id)).toEqual(['b']);
    expect(complaints).toBe('articles.jsonl:1: give "text" or "html", not both');
    expect(exitCode).toBe(1);
  });

  it('counts offsets in text as given: byte order mark, line ends, lone surrogates and all', async () => {
    const odd = `\ufeff\ud800 x\r\n\r\n${CREW}`;
    write('originals.jsonl', lines({ id: 'o', text: `\ud83d😀\r\n${CREW}` }));
    write('articles.jsonl', lines({ id: 'a', text: odd }));
    const { passages } = (await scan('--json')).json()[0].matches[0];
    expect(odd.slice(...passages[0].article)).toBe(CREW.slice(0, -1));
    expect(`\ud83d😀\r\n${CREW}`.slice(...passages[0].original)).toBe(CREW.slice(0, -1));
  });

  it('reads HTML and gives the text that offsets count in', async () => {
    write('originals.jsonl', lines({ id: 'o', html: `<p>${CREW}</p>` }));
    write(
      'articles.jsonl',
      lines({ id: 'a', html: `<article><p>${BAKER} &amp; co.</p><p>${CREW}</p></article>` }),
    );
    const [finding] = (await scan('--json')).json();
    expect(finding.text).toBe(`${BAKER} & co.\n\n${CREW}`);
    expect(finding.text.slice(...finding.matches[0].passages[0].article)).toBe(CREW.slice(0, -1));
  });

  it('keeps numbers as ids', async () => {
    write('originals.jsonl', lines({ id: 1, text: FERRY }));
    write('articles.jsonl', lines({ id: 1, text: FERRY }, { id: 2, text: FERRY }));
    const found = (await scan('--json')).json();
    expect(found.map(({ id, verdict }) => [id, verdict])).toEqual([
      [1, 'original'],
      [2, 'copy'],
    ]);
  });

  it('writes to --out, relative to the caller’s folder', async () => {
    write('originals.jsonl', lines({ id: 'o', text: FERRY }));
    write('articles.jsonl', lines({ id: 'a', text: FERRY }));
    const { stdout } = await scan('--json', '--out', 'found.jsonl');
    expect(stdout).toBe('');
    expect(JSON.parse(readFileSync(join(folder, 'found.jsonl'), 'utf8'))).toMatchObject({
      id: 'a',
      verdict: 'copy',
    });
  });

  // `--out articles.jsonl` emptied the articles before they were read, found nothing and exited with 0.
  it.each([
    ['--out', 'articles.jsonl'],
    ['--out', 'originals.jsonl'],
    ['--out', './x/../articles.jsonl'],
    ['--out', 'symbolic'],
    ['--out', 'hard'],
    ['--figures', 'articles.jsonl'],
  ])('does not write over a file it reads: %s %s', async (option, written) => {
    write('originals.jsonl', lines({ id: 'o', text: FERRY }));
    write('articles.jsonl', lines({ id: 'a', text: FERRY }));
    symlinkSync(join(folder, 'articles.jsonl'), join(folder, 'symbolic'));
    linkSync(join(folder, 'originals.jsonl'), join(folder, 'hard'));
    const { stderr, exitCode } = await scan('--json', option, written);
    expect(stderr).toContain(`${option} ${written} is one of the files that are read`);
    expect(exitCode).toBe(2);
    expect(readFileSync(join(folder, 'articles.jsonl'), 'utf8')).toBe(lines({ id: 'a', text: FERRY }));
    expect(readFileSync(join(folder, 'originals.jsonl'), 'utf8')).toBe(lines({ id: 'o', text: FERRY }));
  });

  it('leaves an earlier result as it is until the new one is whole', async () => {
    write('found.jsonl', 'earlier');
    write('originals.jsonl', lines({ id: 'o', text: FERRY }));
    // A folder opens like a file, and fails at the first read.
    mkdirSync(join(folder, 'articles.jsonl'));
    const { exitCode } = await scan('--json', '--out', 'found.jsonl');
    expect(exitCode).toBe(2);
    expect(readFileSync(join(folder, 'found.jsonl'), 'utf8')).toBe('earlier');
    expect(readdirSync(folder).sort()).toEqual(['articles.jsonl', 'found.jsonl', 'originals.jsonl']);
  });

  // An original was named behind a round-up that held it among others: both copied whole, both with equal scores.
  it('names, of originals with equal scores, first the one that was copied whole', async () => {
    write(
      'originals.jsonl',
      lines(
        { id: 'roundup', text: `${FERRY} ${CREW} ${BAKER}` },
        { id: 'z', text: `${FERRY} ${CREW}` },
        { id: 'b', text: `${FERRY} ${CREW}` },
      ),
    );
    write('articles.jsonl', lines({ id: 'a', text: `${FERRY} ${CREW}` }));
    const { matches } = (await scan('--json')).json()[0];
    expect(matches[0].score).toBe(matches[2].score);
    expect(matches.map(({ originalId }: { originalId: string }) => originalId)).toEqual([
      'z',
      'b',
      'roundup',
    ]);
  });

  it('tells at most twenty matches of an article, best first', async () => {
    const originals = Array.from({ length: 30 }, (_, i) => ({
      id: `o${i}`,
      text: `${FERRY} ${'x'.repeat(i + 1)} ${CREW.slice(0, 20 * (i % 6))}`,
    }));
    write('originals.jsonl', lines(...originals));
    write('articles.jsonl', lines({ id: 'a', text: `${FERRY} ${CREW}` }));
    const { matches } = (await scan('--json')).json()[0];
    expect(matches).toHaveLength(20);
    const scores = matches.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((x, y) => y - x));
  });

  it('stops boilerplate that many originals share, and says so in the kind', async () => {
    const footer = Array.from({ length: 60 }, (_, i) => `frame${i}`).join(' ');
    const story = (seed: number) => Array.from({ length: 120 }, (_, i) => `w${seed}x${i}`).join(' ');
    write(
      'originals.jsonl',
      lines(...[1, 2, 3, 4, 5].map((seed) => ({ id: `o${seed}`, text: `${story(seed)}\n\n${footer}` }))),
    );
    write(
      'articles.jsonl',
      lines(
        { id: 'mine', text: `${story(9)}\n\n${footer}` },
        { id: 'copy', text: `${story(3)}\n\n${footer}` },
      ),
    );
    const [mine, copy] = (await scan('--json')).json();
    expect(['original', 'boilerplate']).toContain(mine.verdict);
    expect(copy.matches[0]).toMatchObject({ originalId: 'o3', verdict: 'copy' });
    for (const other of copy.matches.slice(1)) expect(other.verdict).toBe('boilerplate');
    // Winnowing keeps at least one shingle of every window, so up to a window may be missed at either end.
    expect(copy.matches[0].boilerplateWords).toBeGreaterThanOrEqual(60 - 2 * 16);
    expect(copy.matches[0].ownWords).toBeLessThanOrEqual(120 + 2 * 16);
  });
});

describe('what a scan took', () => {
  const scanned = async (originals: number, articles: number, ...args: string[]) => {
    const story = (i: number) => Array.from({ length: 40 }, (_, word) => `s${i}w${word}`).join(' ');
    const told = (count: number, prefix: string) =>
      lines(
        ...Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, text: `${prefix} ${story(i)}` })),
      );
    write('originals.jsonl', told(originals, 'o'));
    write('articles.jsonl', told(articles, 'a'));
    const result = await scan('--figures', 'figures.json', ...args);
    const took = JSON.parse(readFileSync(join(folder, 'figures.json'), 'utf8')) as ScanFigures;
    return { ...result, took };
  };

  it('is counted as the corpus asks its store: one pack for a hundred originals, one listing and one manifest for a hundred articles', async () => {
    const { took } = await scanned(250, 150);
    expect(took.register).toMatchObject({ articles: 250, s3: { puts: 3, gets: 0, lists: 0, bytesGot: 0 } });
    expect(took.merge).toMatchObject({ articles: 250, s3: { deletes: 3 } });
    expect(took.merge.s3.bytesGot).toBeGreaterThan(took.register.s3.bytesPut);
    expect(took.load).toMatchObject({ s3: { puts: 0, lists: 1 } });
    const { s3, s3PerArticle, articles, seconds, articlesPerSecond } = took.check;
    expect({ articles, s3 }).toMatchObject({ articles: 150, s3: { puts: 0, lists: 2, deletes: 0 } });
    // The manifest for each look-up, and each article's original.
    expect(s3.gets).toBe(2 + 150);
    expect(s3PerArticle.lists).toBe(2 / 150);
    expect(s3PerArticle.bytesGot).toBe(s3.bytesGot / 150);
    expect(articlesPerSecond).toBeCloseTo(150 / seconds);
  });

  it('names the bytes that stay in the store', async () => {
    const { took } = await scanned(20, 1);
    const { index, textsAndRecords } = took.storedBytesPerOriginal;
    expect(textsAndRecords).toBeGreaterThan(200);
    // Both were put by the merge, which besides them puts the manifest alone.
    expect(20 * (index + textsAndRecords)).toBeLessThan(took.merge.s3.bytesPut);
    expect(index).toBeGreaterThan(0);
    expect(took.peakMemoryBytes).toBeGreaterThan(2 ** 20);
  });

  it('stands in a table on stderr, so that stdout holds findings alone', async () => {
    const { figures, json } = await scanned(3, 2, '--json');
    expect(figures).toMatch(
      /^an article: +articles +seconds +CPU s +a second +PUT +GET +LIST +bytes written +bytes read\n/,
    );
    expect(figures).toMatch(
      /^originals registered +3 .*\nmerged into runs +3 .*\nindex loaded +3 .*\narticles checked +2 /m,
    );
    expect(figures).toMatch(/Stored of an original: [\d,.]+ bytes of index, .* Memory: at most [\d,]+ MB\./);
    expect(json().map(({ id }) => id)).toEqual(['a0', 'a1']);
  });

  it('is nothing a division by none could spoil', async () => {
    const { took, stdout, exitCode } = await scanned(0, 0);
    expect(stdout).toContain('0 articles checked against 0 originals:');
    expect(exitCode).toBe(0);
    expect(took.check).toMatchObject({
      articles: 0,
      articlesPerSecond: 0,
      s3PerArticle: { gets: 0, lists: 0 },
    });
    expect(JSON.stringify(took)).not.toContain('null');
  });

  it('is not written to the file that takes the findings', async () => {
    write('originals.jsonl', lines({ id: 'o', text: FERRY }));
    write('articles.jsonl', lines({ id: 'a', text: FERRY }));
    const { stderr, exitCode } = await scan('--out', 'one', '--figures', './one');
    expect(stderr).toContain('--out and --figures name one file');
    expect(exitCode).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(['articles.jsonl', 'originals.jsonl']);
  });
});

describe('copydesk scan', () => {
  it('prints a table and what was counted', async () => {
    write('originals.jsonl', lines({ id: 'o1', text: `${FERRY} ${CREW}` }));
    write(
      'articles.jsonl',
      lines({ id: 'a\u001b[31m1', text: `${FERRY} ${CREW}` }, { id: 'a2', text: BAKER }),
    );
    const { stdout, exitCode } = await scan();
    expect(stdout).toContain('2 articles checked against 1 original:');
    expect(stdout).toContain('1 copy, 0 partial, 0 quotation, 0 boilerplate, 1 original.');
    expect(stdout).toMatch(/\[31m1 +o1 +1 +copy +50 +0 +100 % +100 %\n/);
    expect(stdout).not.toContain('\u001b');
    expect(exitCode).toBe(0);
  });

  it('tells in its help what the exit codes mean and what becomes of a bad line', async () => {
    const { stdout, exitCode } = await scan('--help');
    expect(stdout).toMatch(/left out and named on stderr/);
    expect(stdout).toMatch(/Exit code 0: .* 1: .* 2: /s);
    expect(exitCode).toBe(0);
  });

  // A rule between every two rows made 95 lines of 40 results.
  it('takes one line for each result, then one paragraph', async () => {
    const [long, longer] = ['https://news.example/', 'https://press.example/'].map((url) =>
      url.padEnd(200, 'x'),
    );
    write('originals.jsonl', lines({ id: longer, text: FERRY }));
    write(
      'articles.jsonl',
      lines(...Array.from({ length: 45 }, (_, i) => ({ id: `${i} ${long}`, text: FERRY }))),
    );
    const printed = (await scan()).stdout.split('\n');
    expect(printed.indexOf('')).toBe(1 + 40);
    expect(printed.slice(42)).toEqual([
      '45 articles checked against 1 original: 45 copy, 0 partial, 0 quotation, 0 boilerplate, 0 original.',
      'These are the 40 highest scores of 45; --json gives all, with passages.',
      "'texts': how many originals tell the story, of which the one named is the most copied.",
      "'own' and 'quoted': words of the article that stand in the original, outside and inside quotation marks.",
      'Facts, not findings of infringement.',
      '',
    ]);
    expect(Math.max(...printed.slice(0, 41).map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  describe('of a wire story that many carry', () => {
    const carriers = (count: number) =>
      Array.from({ length: count }, (_, i) => ({
        id: `w${i}`,
        url: `https://www.site-${i % 5}.example/${i}`,
        text: `${FERRY} ${CREW}`,
      }));

    it('prints one line with their count, beside the other story that the article took from', async () => {
      write('originals.jsonl', lines(...carriers(12), { id: 'b', text: BAKER }));
      write('articles.jsonl', lines({ id: 'a', text: `${FERRY} ${CREW} ${BAKER}` }));
      expect((await scan()).stdout).toMatch(/^a +w0 +12 +copy +50 /m);
      const [finding] = (await scan('--json')).json();
      expect(finding.matches).toHaveLength(13);
      expect(finding.stories).toMatchObject([
        { originalId: 'w0', site: 'site-0.example', family: { count: 12, members: { length: 11 } } },
        { originalId: 'b' },
      ]);
      expect(finding.stories[0].family.sites).toEqual(
        [0, 1, 2, 3, 4].map((number) => `site-${number}.example`),
      );
      expect(finding.stories[0]).not.toHaveProperty('passages');
    });

    it('says that there are more than were compared', async () => {
      write('originals.jsonl', lines(...carriers(60)));
      write('articles.jsonl', lines({ id: 'a', text: `${FERRY} ${CREW}` }));
      expect((await scan()).stdout).toMatch(/^a +w\d+ +50\+ +copy /m);
      expect((await scan('--json')).json()[0]).toMatchObject({
        truncated: true,
        stories: [{ family: { count: 50, truncated: true } }],
      });
    });
  });

  it('says so with exit code 2 when the disk is full', async () => {
    write('originals.jsonl', lines({ id: 'o', text: FERRY }));
    write('articles.jsonl', lines({ id: 'a', text: FERRY }));
    const { stderr, exitCode } = await scan('--json', '--out', '/dev/full');
    expect(stderr).toContain('/dev/full: the disk is full');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['a file that is not there', ['--originals', 'none.jsonl'], 'none.jsonl: there is no such file'],
    ['an unknown option', ['--jsn'], "unknown option '--jsn'"],
    [
      'a folder to write to that is not there',
      ['--out', 'no/such/folder'],
      'no/such/folder: there is no folder no/such to write it to',
    ],
  ])('refuses %s with exit code 2', async (_, args, why) => {
    write('originals.jsonl', lines({ id: 'o', text: FERRY }));
    write('articles.jsonl', lines({ id: 'a', text: FERRY }));
    const { stderr, stdout, exitCode } = await scan(...args);
    expect(stderr).toContain(why);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });
});
