import { readCatalogue } from '../../../shared/wire/back-catalogue/read-catalogue';

const entriesOf = (text: string) => {
  const read = readCatalogue(Buffer.from(text));
  if (read.outcome !== 'read') throw new Error(read.why);
  return read.entries;
};
const whyNot = (bytes: string | Uint8Array) => {
  const read = readCatalogue(Buffer.from(bytes));
  return read.outcome === 'unreadable' ? read.why : read.format;
};

describe('a back catalogue', () => {
  it('is read from a table, whatever separates its columns and however they are called', () => {
    expect(
      entriesOf(
        '\uFEFFAddress;Headline;Date;Body;Section\r\nhttps://a.example/1;"One; two";2026-03-02;"Line\nline";x\r\n',
      ),
    ).toEqual([
      {
        row: 3,
        fields: {
          url: 'https://a.example/1',
          title: 'One; two',
          publishedAt: '2026-03-02T00:00:00Z',
          text: 'Line\nline',
        },
      },
    ]);
  });

  // A German spreadsheet's table: titles and texts lost what stood behind their first comma, and days were taken for texts.
  it('is parted by what parts its heading, and by nothing else', () => {
    const table =
      'url;title;published;text\r\nhttps://a.example/1;Ebb, flow, and mud;2.11.2026;He came, and went\r\n';
    const fields = {
      url: 'https://a.example/1',
      title: 'Ebb, flow, and mud',
      publishedAt: '2026-11-02T00:00:00Z',
      text: 'He came, and went',
    };
    expect(entriesOf(table)).toEqual([{ row: 2, fields }]);
    expect(entriesOf(`sep=;\r\n${table}`)).toEqual([{ row: 3, fields }]);
    expect(entriesOf('url,title\nhttps://a.example/1,Ebb; flow\n')[0]?.fields['title']).toBe('Ebb; flow');
  });

  it('does not take half a text for the whole of it where a row has more columns than the heading', () => {
    expect(
      entriesOf('url;text\nhttps://a.example/1;Low; high\nhttps://a.example/2;Whole;\nhttps://a.example/3\n'),
    ).toEqual([
      expect.objectContaining({ row: 2, wrong: expect.stringContaining('3 columns, the heading 2') }),
      { row: 3, fields: { url: 'https://a.example/2', text: 'Whole' } },
      { row: 4, fields: { url: 'https://a.example/3' } },
    ]);
  });

  it('is read in the encoding that it says itself, and in no guessed one', () => {
    const entries = (bytes: Uint8Array) => {
      const read = readCatalogue(bytes);
      return read.outcome === 'read' ? read.entries : read.why;
    };
    const title = [expect.objectContaining({ fields: { title: 'Köln' } })];
    expect(entries(Buffer.from('\uFEFFurl\ttitle\n\tKöln\n', 'utf16le'))).toEqual(title);
    const feed = (encoding: string) =>
      Buffer.from(
        `<?xml version="1.0" encoding="${encoding}"?><rss><item><title>Köln</title></item></rss>`,
        'latin1',
      );
    expect(entries(feed('ISO-8859-1'))).toEqual(title);
    expect(entries(feed('x-nobody-knows'))).toContain('not in UTF-8');
    expect(entries(Buffer.from('url;title\n;Köln\n', 'latin1'))).toContain('“CSV UTF-8”');
    expect(entries(Buffer.from('PK\u0003\u0004'))).toContain('a workbook');
  });

  it('is read from RSS with whole texts, and from Atom', () => {
    const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="c"><channel><title>Feed</title><item>
      <title>A &amp; B</title><link>https://a.example/1</link><guid>g-1</guid>
      <pubDate>Mon, 02 Mar 2026 13:00:00 +0100</pubDate><description>Short.</description>
      <content:encoded><![CDATA[<p>The <b>whole</b> text.</p>]]></content:encoded></item></channel></rss>`;
    const fields = {
      url: 'https://a.example/1',
      externalId: 'g-1',
      title: 'A & B',
      publishedAt: '2026-03-02T12:00:00.000Z',
    };
    expect(entriesOf(rss)).toEqual([
      { row: 1, fields: { ...fields, html: '<p>The <b>whole</b> text.</p>' } },
    ]);
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><entry><id>g-1</id><title>A &amp; B</title>
      <link rel="self" href="https://a.example/1.atom"/><link href="https://a.example/1"/><updated>2026-03-09T00:00:00Z</updated>
      <published>2026-03-02T12:00:00Z</published><content type="text">The whole text.</content></entry></feed>`;
    // `published` stands before `updated` where both are: the copy is compared with the first day.
    expect(entriesOf(atom)).toEqual([{ row: 1, fields: { ...fields, text: 'The whole text.' } }]);
  });

  it('is read from ninjs, where an item that is taken back is no original', () => {
    const items = [
      {
        uri: 'https://a.example/1',
        headline: 'One',
        body_xhtml: '<p>x</p>',
        versioncreated: '2026-03-02T12:00:00Z',
      },
      {
        uri: 'tag:a.example,2026:2',
        pubStatus: 'withheld',
        headlines: [
          { role: 'short', value: 'T' },
          { role: 'main', value: 'Two' },
        ],
        bodies: [{ contentType: 'text/plain', value: 'y' }],
      },
      { uri: 'tag:a.example,2026:3', pubstatus: 'canceled' },
      { headline: 'without a name' },
    ];
    expect(entriesOf(JSON.stringify({ items }))).toEqual([
      {
        row: 1,
        fields: {
          externalId: 'https://a.example/1',
          url: 'https://a.example/1',
          title: 'One',
          publishedAt: '2026-03-02T12:00:00Z',
          html: '<p>x</p>',
        },
      },
      {
        row: 2,
        fields: { externalId: 'tag:a.example,2026:2', title: 'Two', text: 'y', pubStatus: 'withheld' },
      },
      { row: 3, fields: { externalId: 'tag:a.example,2026:3' }, withdrawn: true },
      { row: 4, fields: {}, wrong: expect.stringContaining('not a ninjs item') },
    ]);
  });

  it('is read from ninjs with one item a line', () => {
    const line = (no: number) => `{"uri":"https://a.example/${no}","headline":"${no}"}\n`;
    expect(entriesOf(`${line(1)}${line(2)}\n`).map(({ fields }) => fields['title'])).toEqual(['1', '2']);
    expect(whyNot(`${line(1)}${line(2)}{"uri": \n`)).toBe('item 3 is not JSON');
  });

  it('says what is wrong with a file that is none', () => {
    expect(whyNot('')).toBe('it is empty');
    expect(whyNot(new Uint8Array([0xff, 0xfe, 0x41]))).toContain('UTF-8');
    expect(whyNot('{"a": ')).toBe('it is not JSON');
    expect(whyNot('{"a": 1}')).toContain('no ninjs item');
    expect(whyNot('<html><p>Hello</p></html>')).toContain('no item of an RSS feed');
    expect(whyNot('url,title\n"unclosed')).toContain('the table cannot be read');
    expect(whyNot('url\n')).toContain('nothing in it');
    expect(whyNot('\u0089PNG;bar\n1;2')).toContain(
      'names no url, title, text or html: it begins with “PNG, bar”',
    );
    expect(whyNot(`url\n${'https://a.example/\n'.repeat(1_001)}`)).toContain('more than 1000 entries');
    expect(whyNot(`${'c,'.repeat(300)}\n1`)).toContain('more than 200 columns');
  });

  it('may be a table with columns of any name', () => {
    expect(entriesOf('url,constructor,__proto__\nhttps://a.example/,x,y\n')[0]?.fields).toEqual({
      url: 'https://a.example/',
    });
  });

  // Each ended the function that read it, for want of memory or of room for calls.
  it.each([
    ['a million rows', `url\n${'a\n'.repeat(1_000_000)}`, 'more than 1000 entries'],
    ['a million columns', `${','.repeat(1_000_000)}\n`, 'more than 200 columns'],
    ['a million items of JSON', `[${'1,'.repeat(1_000_000)}1]`, 'more than 1000 entries'],
    ['200,000 items of a feed', `<rss>${'<item/>'.repeat(200_000)}</rss>`, 'more than 1000 entries'],
    ['elements within elements', `<rss><item><title>${'<a>'.repeat(500_000)}`, 'nested too deeply'],
    ['the same in XHTML', `<feed><entry><content type="xhtml">${'<a>'.repeat(50_000)}`, 'nested too deeply'],
  ])('of %s is refused', (_what, text, why) => {
    expect(whyNot(text)).toContain(why);
  });

  it('is read in little room: what one item says a million times, and items within items', () => {
    const many = `[{"uri":"a","bodies":[${'1,'.repeat(1_000_000)}1]}]`;
    expect(entriesOf(many)[0]?.wrong?.length).toBeLessThan(5_000);
    const nested = `<rss>${'<item><title>'.repeat(100)}${'x'.repeat(100_000)}`;
    expect(entriesOf(nested).map(({ fields }) => String(fields['title']).length)).toEqual([100_000]);
  });
});
