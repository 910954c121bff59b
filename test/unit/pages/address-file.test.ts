import { readAddressFile, takenApart, withAddresses } from '../../../pages/address-file';
import { EMPTY_WORK, emptyForm } from '../../../pages/complaint-form';

const read = (text: string | Buffer) => readAddressFile(Buffer.from(text));
const page = (no: number) => `https://news.example.org/${no}`;

describe('a file of addresses', () => {
  it('is one address a line', () => {
    expect(read(`\r\n${page(1)}\r\n\r\n  ${page(2)}  `)).toEqual({
      outcome: 'read',
      works: [{ title: '', originalUrl: '', description: '', addresses: [page(1), page(2)] }],
    });
  });

  it.each([
    [
      ',',
      `url,original,title\n${page(1)},https://g.example/1,"One, two"\n${page(2)},https://g.example/1,"One, two"`,
    ],
    [
      ';',
      `Title;URL;Original URL\n"One, two";${page(1)};https://g.example/1\n"One, two";${page(2)};https://g.example/1`,
    ],
    [
      'tab',
      `infringing url\twork url\theadline\n${page(1)}\thttps://g.example/1\tOne, two\n${page(2)}\thttps://g.example/1\tOne, two`,
    ],
  ])('is a table with %s between its columns, whatever their order', (_name, text) => {
    expect(read(text)).toMatchObject({
      outcome: 'read',
      works: [{ originalUrl: 'https://g.example/1', addresses: [page(1), page(2)] }],
    });
  });

  it('is the bulk text of senders of many notices', () => {
    const text = `# The harbour reopens\n# https://g.example/harbour\n${page(1)}\n${page(2)}\n# Another work\n${page(3)}\n`;
    expect(read(text)).toMatchObject({
      works: [
        {
          description: 'The harbour reopens',
          originalUrl: 'https://g.example/harbour',
          addresses: [page(1), page(2)],
        },
        { description: 'Another work', addresses: [page(3)] },
      ],
    });
  });

  it('may be what a spreadsheet saves as Unicode text', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(page(1), 'utf16le')]);
    expect(read(utf16)).toMatchObject({ works: [{ addresses: [page(1)] }] });
    // As a German spreadsheet saves "CSV"; what was read is looked at before it is sent.
    const table = Buffer.from(`url;title\r\n${page(1)};M\u00f6wen \u0096 zwei\r\n`, 'latin1');
    expect(read(table)).toMatchObject({ works: [{ title: 'Möwen – zwei', addresses: [page(1)] }] });
  });

  it.each([
    ['is no text', Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff]), 'not_text'],
    ['is empty', Buffer.from(' \n'), 'no_addresses'],
    ['is too large', Buffer.alloc(1_048_577, 'a'), 'too_large'],
  ])('that %s is refused, and why', (_what, bytes, why) => {
    expect(read(bytes)).toEqual({ outcome: 'refused', why });
  });
});

describe('what a list adds to the page', () => {
  const form = {
    ...emptyForm('key'),
    works: [{ ...EMPTY_WORK, title: 'Mine', addresses: page(1) }],
  };
  const listed = (title: string, address: string) => ({
    title,
    originalUrl: '',
    description: '',
    addresses: [address],
  });

  it('goes below what was typed, to the work it names or to a new one', () => {
    const after = withAddresses(form, [
      listed('Mine', page(2)),
      listed('Other', page(3)),
      listed('', page(4)),
    ]);
    expect(after?.works.map(({ title, addresses }) => [title, addresses])).toEqual([
      ['Mine', [page(1), page(2), page(4)].join('\n')],
      ['Other', page(3)],
    ]);
  });

  it('is refused, and nothing mixed up, where the page would have too many works', () => {
    const many = Array.from({ length: 200 }, (_, no) => listed(`Work ${no}`, page(no)));
    expect(withAddresses(form, many)).toBeUndefined();
  });

  // A table of a megabyte kept the page's function busy until it was stopped.
  it('is refused at once where it names a hundred thousand works, be they one in the end', () => {
    const many = (title: (no: number) => string) =>
      Array.from({ length: 100_000 }, (_, no) => ({ ...listed(title(no), page(no)), originalUrl: page(no) }));
    expect(
      withAddresses(
        form,
        many((no) => `Work ${no}`),
      ),
    ).toBeUndefined();
    expect(
      withAddresses(
        form,
        many(() => 'One work'),
      ),
    ).toBeUndefined();
  });

  it('may be pasted as bulk text, and is taken apart into its works', () => {
    const pasted = { ...form, works: [{ ...EMPTY_WORK, addresses: `# One\n${page(1)}\n# Two\n${page(2)}` }] };
    expect(takenApart(pasted)?.works.map(({ description, addresses }) => [description, addresses])).toEqual([
      ['One', page(1)],
      ['Two', page(2)],
    ]);
    expect(takenApart(form)).toBe(form);
  });

  // The page hung until its function was stopped; anything worse than linear time takes minutes here.
  it.each([
    ['empty lines', '\n'.repeat(2 ** 20)],
    ['lines of one space', ' \n'.repeat(2 ** 19)],
    ['one line of spaces', ' '.repeat(2 ** 20)],
    ['marks with nothing behind them', '#\n'.repeat(2 ** 19)],
  ])('may be a megabyte of %s', (_, addresses) => {
    expect(takenApart({ ...form, works: [{ ...EMPTY_WORK, addresses }] })?.works).toHaveLength(1);
  });
});
