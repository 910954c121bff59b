import { type RedactionKind, redact, REDACTED } from '../../../shared/transparency/redact';

const nothing = { names: [], organisations: [], matter: [] };
const kindsIn = (text: string) => redact(text, nothing).redactions.map(({ kind }) => kind);

describe('what is taken out before a text is public', () => {
  // The shapes that pass Lumen's own patterns come first.
  it.each<readonly [RedactionKind, string, string]>([
    ['mail', 'write to rights [at] gazette.example today', `write to ${REDACTED} today`],
    ['phone', 'ring 030/418207 today', `ring ${REDACTED} today`],
    ['street', 'we sit at 14 Quay Street in town', `we sit at ${REDACTED} in town`],
    ['postcode', 'in Harbourtown, OR 97201 since', `in Harbourtown, OR ${REDACTED} since`],
    ['mail', 'write to jane.roe@gazette.example.', `write to ${REDACTED}.`],
    ['mail', 'rights (at) gazette (dot) example', REDACTED],
    ['mail', 'rights at gazette dot example', REDACTED],
    ['mail', 'müller@bücher.example', REDACTED],
    ['mail', 'jane\u200b.roe\u2060@gazette.example', REDACTED],
    ['mail', 'ｊａｎｅ＠ｇａｚｅｔｔｅ．ｅｘａｍｐｌｅ', REDACTED],
    ['mail', 'as the desk shows it: j***@gazette.example', `as the desk shows it: ${REDACTED}`],
    ['phone', 'ring +49 (0)30 418207-12 today', `ring ${REDACTED} today`],
    ['phone', 'ring (555) 010-4477 today', `ring ${REDACTED} today`],
    ['phone', 'Tel.030/418207', REDACTED],
    ['phone', 'call:+49 30 - 418207 now', `call:${REDACTED} now`],
    ['phone', 'ring 030–418\u00a0207 today', `ring ${REDACTED} today`],
    ['phone', 'as the desk shows it: ***78.', `as the desk shows it: ${REDACTED}.`],
    ['iban', 'pay to DE89 3704 0044 0532 0130 00 now', `pay to ${REDACTED} now`],
    ['iban', 'pay to GB29NWBK60161331926819 now', `pay to ${REDACTED} now`],
    ['id', 'SSN 078-05-1120', REDACTED],
    ['id', 'it is 078-05-1120 there', `it is ${REDACTED} there`],
    ['iban', 'pay to de89 3704 0044 0532 0130 00 now', `pay to ${REDACTED} now`],
    ['id', 'my passport no. C01X00T47 is new', `my ${REDACTED} is new`],
    ['id', 'it is QQ 12 34 56 C there', `it is ${REDACTED} there`],
    ['id', 'it is X1234567L there', `it is ${REDACTED} there`],
    ['id', 'it is 12345678Z there', `it is ${REDACTED} there`],
    ['id', 'card 4111 1111 1111 1111', `card ${REDACTED}`],
    ['street', 'Hafenstraße 12a', REDACTED],
    ['street', 'in der HAFENSTR. 12', `in der ${REDACTED}`],
    ['street', 'Alter Platz 3, im Hof', `${REDACTED}, im Hof`],
    ['street', 'Am Fischmarktplatz 3.', `Am ${REDACTED}.`],
    ['street', '12, rue de la Marée', REDACTED],
    ['street', 'Calle del Puerto, 9', REDACTED],
    ['street', 'VIALE DEI PESCATORI 9', REDACTED],
    ['street', 'at 14 old quay road', `at ${REDACTED}`],
    ['street', 'P.O. Box 4417', REDACTED],
    ['street', 'Postfach 10 20 30', REDACTED],
    ['street', '350 5th Avenue, Suite 400', REDACTED],
    ['postcode', 'London SW1A 1AA', `London ${REDACTED}`],
    ['postcode', 'in 20457 Hamburg', `in ${REDACTED} Hamburg`],
    ['postcode', 'in 1012 AB Amsterdam', `in ${REDACTED} Amsterdam`],
    ['postcode', 'Toronto K1A 0B1', `Toronto ${REDACTED}`],
    ['postcode', 'plz: 1010', `plz: ${REDACTED}`],
    ['postcode', 'A-1010 Wien', `${REDACTED} Wien`],
    // A postcode to people.
    ['phone', 'in 97201-1234', `in ${REDACTED}`],
  ])('%s: %s', (kind, text, left) => {
    expect(redact(text, nothing).text).toBe(left);
    expect(kindsIn(text)).toEqual([kind]);
  });

  it('a street without a word for it, by its postcode', () => {
    const { text } = redact('Unter den Kastanien 7, 20457 Hamburg', nothing);
    expect(text).toBe(`${REDACTED}, ${REDACTED} Hamburg`);
  });

  it('what stands behind a label, and below it', () => {
    const letter = [
      'Organisation: Harbour Gazette',
      'Full name: Jane Roe',
      'Postal address:',
      'Third door, Old Mole',
      'Harbourtown',
      '',
      'Infringing page: https://news.example/a/1',
      'Signature: jr',
    ].join('\r\n');
    const { text, redactions } = redact(letter, { ...nothing, matter: ['https://news.example/a/1'] });
    expect(text.split('\r\n')).toEqual([
      'Organisation: Harbour Gazette',
      `Full name: ${REDACTED}`,
      'Postal address:',
      REDACTED,
      REDACTED,
      '',
      'Infringing page: https://news.example/a/1',
      `Signature: ${REDACTED}`,
    ]);
    expect(redactions.map(({ kind }) => kind)).toEqual(['field', 'field', 'field', 'field']);
  });

  it.each([
    ['Jörg Müller', 'Jörg Müller wrote', `${REDACTED} wrote`],
    ['Jörg Müller', 'JOERG MUELLER wrote', `${REDACTED} wrote`],
    ['Jörg Müller', 'jorg muller wrote', `${REDACTED} wrote`],
    ['Jörg Müller', 'Jo\u0308rg Mu\u0308ller wrote', `${REDACTED} wrote`],
    ['Joerg Mueller', 'Herr Müller wrote', `Herr ${REDACTED} wrote`],
    ['Jörg Müller', 'J. Müller wrote', `${REDACTED} wrote`],
    ['Jörg Müller', 'Müller, Jörg', REDACTED],
    ['Søren Ørsted', 'Soeren Oersted wrote', `${REDACTED} wrote`],
    ['Łukasz Weiß', 'Lukasz Weiss wrote', `${REDACTED} wrote`],
    ["Siobhán O'Brien-Größe", "Siobhan O'Brien-Grosse wrote", `${REDACTED} wrote`],
    ['山田太郎', '担当は山田太郎です', `担当は${REDACTED}です`],
    ['Wei Li', 'Li Wei wrote of Li', `${REDACTED} wrote of Li`],
  ])('a name that the case knows, %s: %s', (name, text, left) => {
    expect(redact(text, { ...nothing, names: [name] }).text).toBe(left);
  });

  it('not a word that is a part of a name', () => {
    const text = 'The roe deer of Roedeane, and the mueller mill.';
    expect(redact(text, { ...nothing, names: ['Jane Roe', 'Jörg Müller'] }).text).toBe(text);
  });

  it('not the name of the organisation, though one who signs is called alike', () => {
    const known = { ...nothing, names: ['Jane Roe'], organisations: ['Roe Press'] };
    expect(redact('Jane Roe for Roe Press', known).text).toBe(`${REDACTED} for Roe Press`);
  });

  it.each([
    'https://ex.example/a/1234567',
    'https://ex.example/a/123456789',
    'https://ex.example/2026/03/02/078-05-1120?at=jane@gazette.example',
    'https://ex.example/jane-roe/14-quay-street',
    'https://ex.example/1234567_(A_story).pdf',
    'https://archive.example/web/20260302120000/https://ex.example/1234567',
  ])('nothing inside an address of the matter: %s', (url) => {
    const known = { ...nothing, names: ['Jane Roe'], matter: [url] };
    for (const text of [
      url,
      `see ${url}.`,
      `(<${url}>)`,
      `[${url}](${url})and`,
      `${url},${url}/`,
      `Address: ${url}`,
    ])
      expect(redact(text, known).text).toBe(text);
  });

  it('another address whole: it may lead to a person', () => {
    const { text, redactions } = redact('me: https://people.example/jane/1234567, or call', {
      ...nothing,
      matter: ['https://people.example/jane'],
    });
    expect(text).toBe(`me: ${REDACTED}, or call`);
    expect(redactions).toMatchObject([{ kind: 'link' }]);
  });

  it('another address up to one of the matter that is glued to it', () => {
    const known = { ...nothing, matter: ['https://news.example/1'] };
    expect(redact('[https://people.example/jane](https://news.example/1)', known).text).toBe(
      `[${REDACTED}](https://news.example/1)`,
    );
  });

  it.each([
    'published on 2026-03-02 and on 02.03.2026, 12:00',
    'Reg. No. TX-8-123-456, TX 8-123-456',
    '(C) 2015-2018 Harbour Gazette',
    '17 U.S.C. 512(c)(3)(A) and 37 CFR 201.38',
    'Regulation (EU) 2022/2065, Article 16',
    'during 20 days, a string 5 long, 642 of 655 words',
    'In the spring of 2026 the harbour reopened.',
  ])('nothing of the matter itself: %s', (text) => {
    expect(redact(text, nothing)).toEqual({ text, redactions: [] });
  });

  it('says where, in the text as given and in the text left, and no word of it', () => {
    const given = 'Ring 030/418207 or write to jane@gazette.example.';
    const { text, redactions } = redact(given, nothing);
    expect(redactions).toEqual([
      { kind: 'phone', start: 5, end: 15, at: 5 },
      { kind: 'mail', start: 28, end: 48, at: 28 },
    ]);
    for (const { at } of redactions) expect(text.startsWith(REDACTED, at)).toBe(true);
  });
});
