import { addressesInText } from '../../../shared/notice/addresses-in-text';
import { readNotice } from '../../../shared/notice/read-notice';
import { screenNotice } from '../../../shared/notice/screen-notice';
import { isOurHost, RECEIVED } from './letter-of-complaint';

const read = (text: string, from?: { readonly email?: string; readonly name?: string }) =>
  readNotice(text, { channel: 'mail', receivedAt: RECEIVED, isOurHost, ...(from ? { from } : {}) });

const LETTER = `Bergen, 19 November 2026

Dear Sir or Madam,

I write for Fjord Post AS about our article "The last ferry", which we first published at
https://fjord-post.example/2026/ferry on 3 November 2026.

Your site shows a copy of it without our permission at
<https://mirror.example/ferry?utm_source=feed> and again at https://www.mirror.example/world/ferry-2.
Please remove both pages.

I have a good faith belief that this use is not authorized by the copyright owner, its agent,
or the law. The information in this notice is accurate and, under penalty of perjury, I am
authorized to act on behalf of the owner.

You can reach me at nora@fjord-post.example or:
Telephone: +47 22 33 44 55
Address: Kaigaten 4
5003 Bergen

Kind regards,

Nora Lund
Fjord Post AS
`;

describe('a letter with more addresses than one case holds', () => {
  // Twenty thousand addresses in one letter: no other complaint was worked until they were given up.
  it('is read to the five hundredth, and says how many it left out', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `https://mirror.example/a/${i}`);
    const notice = read(['Copies:', ...rows].join('\n'));
    expect(notice.targets.map(({ url }) => url)).toEqual(rows.slice(0, 500));
    expect(notice.targetsLeftOut).toBe(19_500);
    expect(screenNotice(notice, isOurHost).warnings).toContain('TARGETS_LEFT_OUT');
  });

  it('names no work that was left out with them', () => {
    const pairs = Array.from({ length: 600 }, (_, i) => [
      `Original work: The ferry ${i}`,
      `Infringing URL: https://mirror.example/a/${i}`,
    ]);
    const { works, targets } = read(pairs.flat().join('\n'));
    expect([works.length, targets.length]).toEqual([500, 500]);
    expect(targets.at(-1)).toEqual({ url: 'https://mirror.example/a/499', work: 499 });
  });

  it('with fewer leaves none out', () => {
    expect(read(LETTER)).not.toHaveProperty('targetsLeftOut');
  });
});

describe('a letter in prose', () => {
  const notice = read(LETTER);

  it('has all six elements for both its pages', () => {
    const screening = screenNotice(notice, isOurHost);
    expect(screening).toMatchObject({
      missing: [],
      deficiencies: [],
      dmcaEffective: true,
      dsaComplete: true,
    });
    expect(screening.targets.map(({ target }) => target.url)).toEqual([
      'https://mirror.example/ferry?utm_source=feed',
      'https://www.mirror.example/world/ferry-2',
    ]);
  });

  it('names its work, its writer and its day', () => {
    expect(notice).toMatchObject({
      works: [{ originalUrl: 'https://fjord-post.example/2026/ferry' }],
      signature: 'Nora Lund',
      language: 'en',
      contact: {
        name: 'Nora Lund',
        email: 'nora@fjord-post.example',
        phone: '+47 22 33 44 55',
        postalAddress: 'Kaigaten 4\n5003 Bergen',
      },
      statedDate: '19 November 2026',
    });
  });

  it('keeps the sender’s own words for what they swore', () => {
    expect(notice.goodFaith).toEqual({
      textId: 'own_words',
      text: 'I have a good faith belief that this use is not authorized by the copyright owner, its agent, or the law.',
    });
    expect(notice.authority?.text).toContain('under penalty of perjury');
  });

  it('is kept whole', () => {
    expect(notice.raw).toBe(LETTER);
    expect(read(LETTER.replaceAll('\n', '\r\n'))).toEqual({
      ...notice,
      raw: LETTER.replaceAll('\n', '\r\n'),
    });
  });
});

const FORM = `**Please describe the original copyrighted work.**

The last ferry, a report by Nora Lund.

**Where can the original work be seen?** If it is online, give the address of the original.

https://fjord-post.example/2026/ferry

**Which pages should be taken down?**

- https://mirror.example/ferry
- https://mirror.example/ferry-2
- https://elsewhere.example/ferry

**Do you have the alleged infringer's contact information?**

editor@elsewhere.example

**Type (or copy and paste) the following statement: "I have a good faith belief that the use is not authorized by the owner, its agent, or the law."**

**I swear, under penalty of perjury, that the information in this notification is accurate and that I am the copyright owner.**

**Please type your full legal name.**

Nora Lund
`;

describe('a short letter', () => {
  // Seen: a mail that named its article by title and address was asked which work it meant.
  it('names its work by no more than the address', () => {
    const { works, targets } = read(`I am the rights manager of the Harbour Gazette, which owns the article
"Volunteers bring a dark observatory back to light" at
https://gazette.example/news/observatory-turns-again

Your page https://www.mirror.example/five-good-things copies it.`);
    expect(works).toEqual([{ originalUrl: 'https://gazette.example/news/observatory-turns-again' }]);
    expect(targets.map(({ url }) => url)).toEqual(['https://www.mirror.example/five-good-things']);
  });

  it('does not take the writer’s front page for the work', () => {
    const { works } = read(
      `Hello, https://www.mirror.example/ferry must go.\n\nJane Roe\nhttps://gazette.example/`,
    );
    expect(works).toEqual([]);
  });
});

describe('a form with questions', () => {
  const notice = read(FORM);

  it('is read by its questions', () => {
    expect(notice.works).toEqual([
      {
        description: 'The last ferry, a report by Nora Lund.',
        originalUrl: 'https://fjord-post.example/2026/ferry',
      },
    ]);
    expect(notice.signature).toBe('Nora Lund');
    expect(notice.targets.map(({ url }) => url)).toEqual([
      'https://mirror.example/ferry',
      'https://mirror.example/ferry-2',
      'https://elsewhere.example/ferry',
    ]);
  });

  it('a statement it tells people to type has not been made', () => {
    expect(notice.goodFaith).toBeUndefined();
    expect(screenNotice(notice, isOurHost).deficiencies).toEqual(
      ['CONTACT', 'GFB', 'NOT_OURS'].sort((a, b) => (a === 'NOT_OURS' ? 1 : b === 'NOT_OURS' ? -1 : 0)),
    );
  });

  it('the infringer’s address is not the sender’s', () => {
    expect(notice.contact.email).toBeUndefined();
    expect(read(FORM, { email: 'nora@fjord-post.example' }).contact.email).toBe('nora@fjord-post.example');
  });
});

describe('labels that only look like the sender’s', () => {
  it('are left alone', () => {
    const { contact } = read(
      'Name of the work: The last ferry\nAddress of the copy: https://mirror.example/ferry\nName: Nora Lund\nAddress: Kaigaten 4, Bergen\n',
    );
    expect(contact).toEqual({ name: 'Nora Lund', postalAddress: 'Kaigaten 4, Bergen' });
  });
});

describe('letters that list pairs', () => {
  it('keep each copy with its work', () => {
    const { works, targets } = read(`*** INFRINGING PAGES ***

Original Work: The last ferry
Original URL: https://fjord-post.example/ferry
Infringing URL: https://mirror.example/ferry

Original Work: Herring is back
Original URL: https://fjord-post.example/herring
Infringing URL: https://mirror.example/herring
Infringing URL: https://mirror.example/herring-2
`);
    expect(works).toEqual([
      { title: 'The last ferry', originalUrl: 'https://fjord-post.example/ferry' },
      { title: 'Herring is back', originalUrl: 'https://fjord-post.example/herring' },
    ]);
    expect(targets).toEqual([
      { url: 'https://mirror.example/ferry', work: 0 },
      { url: 'https://mirror.example/herring', work: 1 },
      { url: 'https://mirror.example/herring-2', work: 1 },
    ]);
  });

  it('of 300 pages keep them all, in order', () => {
    const urls = Array.from({ length: 300 }, (_, n) => `https://mirror.example/story-${n}`);
    const { targets } = read(`Our articles were copied. Infringing URLs:\n\n${urls.join('\n')}\n`);
    expect(targets.map(({ url }) => url)).toEqual(urls);
  });
});

describe('signatures', () => {
  it.each([
    ['/s/ Nora Lund', 'Nora Lund'],
    ['/Nora Lund/', 'Nora Lund'],
    ['/S/: Nora Lund', 'Nora Lund'],
    ['Electronic signature: Nora Lund', 'Nora Lund'],
    ['Signed,\n\nNora Lund', 'Nora Lund'],
    ['Very truly yours,\n\n/s/\nNora Lund\nCounsel', 'Nora Lund'],
    ['Mit freundlichen Grüßen\nJörg Weiß', 'Jörg Weiß'],
    ['Best regards,\nNora', 'Nora'],
    ['Thank you for removing it at once.', undefined],
    ['Best regards,\nhttps://fjord-post.example', undefined],
    ['See /world/ferry/ for it', undefined],
    ['Nora Lund', 'Nora Lund'],
    [
      '8. An electronic signature of a person authorized to act for the owner of the copyright.\n\nNora Lund',
      'Nora Lund',
    ],
    ['Please remove it at once', undefined],
    ['Name of the paper: Fjord Post', undefined],
    // Read as unsigned, for what follows the name is none.
    ['Signed: Nora Lund, nora@fjord-post.example, Kaigaten 4, 5003 Bergen', 'Nora Lund'],
    ['Signature: Nora van der Lund <nora@fjord-post.example>', 'Nora van der Lund'],
    ['Signed: Nora Lund – +47 22 33 44 55', 'Nora Lund'],
    ['Signed: by hand, see the letter of 2026', undefined],
    ['Signed: nora@fjord-post.example, +47 22 33 44 55', undefined],
    ['Signature: I swear, and reach me at nora@fjord-post.example', undefined],
  ])('%s', (end, name) => {
    expect(read(`Please remove it.\n\n${end}\n`).signature).toBe(name);
  });
});

describe('a form whose questions stand in underscores', () => {
  // It was asked for the work and the name that stood in it.
  it('is read like any other', () => {
    const { works, signature, targets } = read(FORM.replace(/^\*\*(.*)\*\*/gm, '__$1__'));
    expect(works).toMatchObject([{ originalUrl: 'https://fjord-post.example/2026/ferry' }]);
    expect([signature, targets.length]).toEqual(['Nora Lund', 3]);
  });
});

describe('statements in other words and languages', () => {
  it.each([
    ['I believe in good faith that nobody has licensed this.', true],
    ['Ich bin in gutem Glauben der Überzeugung, dass die Nutzung nicht erlaubt ist.', true],
    ['Nous avons, de bonne foi, la conviction que cet usage est illicite.', true],
    ['We acted in good faith in 2019.', false],
  ])('good faith: %s', (text, made) => {
    expect(read(text).goodFaith !== undefined).toBe(made);
  });

  it.each([
    ['I swear under penalty of perjury that I am the owner.', true],
    ['The above is stated under penalty of perjury. I am authorised to act for Fjord Post.', true],
    ['Ich versichere an Eides statt, dass ich Inhaber der Rechte bin.', true],
    ['I am authorised to act for Fjord Post.', false],
    ['Perjury is a crime.', false],
  ])('authority: %s', (text, made) => {
    expect(read(text).authority !== undefined).toBe(made);
  });

  it('names the language of a letter', () => {
    expect(
      read(
        'Sehr geehrte Damen und Herren, die Seite zeigt unseren Artikel und wir bitten um Löschung, das ist nicht erlaubt.',
      ).language,
    ).toBe('de');
    expect(read('您好，这个页面未经授权转载了我们的文章，请删除。').language).toBe('zh');
    expect(read('OK').language).toBeUndefined();
    const urls = 'https://de.example/der/die/und/das-ist-nicht '.repeat(50);
    expect(read(`This is the list of the copies that we have found.\n${urls}`).language).toBe('en');
  });
});

describe('addresses in running text', () => {
  it.each([
    ['See https://mirror.example/a.', ['https://mirror.example/a']],
    ['(https://mirror.example/a)', ['https://mirror.example/a']],
    ['https://mirror.example/a_(ferry), and', ['https://mirror.example/a_(ferry)']],
    ['[the copy](https://mirror.example/a)', ['https://mirror.example/a']],
    [
      '[https://mirror.example/a](https://mirror.example/a)',
      ['https://mirror.example/a', 'https://mirror.example/a'],
    ],
    ['<https://mirror.example/a>', ['https://mirror.example/a']],
    ['hxxps://mirror[.]example/a', ['https://mirror.example/a']],
    [
      'https://mirror.example/ahttps://mirror.example/b',
      ['https://mirror.example/a', 'https://mirror.example/b'],
    ],
    [
      'https://web.archive.org/web/2026/https://mirror.example/a',
      ['https://web.archive.org/web/2026/https://mirror.example/a'],
    ],
    [
      'https://share.example/?u=https://mirror.example/a',
      ['https://share.example/?u=https://mirror.example/a'],
    ],
    ['mirror.example/a and www.other.example', ['https://mirror.example/a', 'https://www.other.example']],
    ['mirror.example alone, file.txt, nora@mirror.example/a', []],
    ['“https://mirror.example/a”', ['https://mirror.example/a']],
    ['https://mirror.example/ä?q=ö', ['https://mirror.example/ä?q=ö']],
    ['https://', []],
  ])('%s', (line, found) => {
    expect(addressesInText(line, isOurHost)).toEqual(found);
  });
});

describe('hostile letters', () => {
  // Each would take minutes, not milliseconds, in quadratic time.
  const MEGABYTE = 1 << 20;
  const QUARTER = 1 << 18;
  it.each([
    ['one long word', 'a'.repeat(MEGABYTE)],
    ['dots', 'a.'.repeat(MEGABYTE / 2)],
    ['brackets', '('.repeat(MEGABYTE)],
    ['closed brackets after an address', `https://mirror.example/${')'.repeat(8_000)} `.repeat(128)],
    ['addresses glued together', 'https://mirror.example/'.repeat(MEGABYTE / 23)],
    ['addresses in a line', 'https://mirror.example/a '.repeat(QUARTER / 25)],
    ['colons', ':'.repeat(MEGABYTE)],
    ['spaces', `x${' '.repeat(MEGABYTE)}x`],
    ['short lines', 'a:\n'.repeat(QUARTER / 3)],
    ['closings without a name', 'Regards,\n'.repeat(QUARTER / 9)],
    ['quotation marks of mail', '>'.repeat(MEGABYTE)],
    ['asterisks', '*'.repeat(MEGABYTE)],
    ['at signs', 'a@'.repeat(MEGABYTE / 2)],
    ['digits', 'Telephone: '.concat('1'.repeat(MEGABYTE))],
    ['empty lines', '\n'.repeat(QUARTER)],
    ['slashes', '/'.repeat(MEGABYTE)],
    ['sentences', 'good faith. perjury! '.repeat(QUARTER / 21)],
    ['signature labels', 'Signature:\n'.repeat(QUARTER / 11)],
    ['address labels', 'Address:\nx\n'.repeat(QUARTER / 11)],
  ])('%s are read in time, and kept', (_what, text) => {
    expect(read(text).raw).toHaveLength(text.length);
  });
});
