import { decodePage } from '../../../shared/article/page-encoding';

const bytes = (...codes: number[]) => new Uint8Array(codes);
const ascii = (text: string) => Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the characters of a fetched page', () => {
  it.each<readonly [string, Uint8Array, string, string]>([
    ['UTF-8 without a word', utf8('Käse'), 'text/html', 'Käse'],
    ['by the header', bytes(0x4b, 0xe4, 0x73, 0x65), 'text/html; charset=ISO-8859-1', 'Käse'],
    ['by the header in quotes', bytes(0xea, 0xee, 0xf2), 'text/html; charset="windows-1251"', 'кот'],
    [
      'by its own markup',
      bytes(...ascii('<meta charset="koi8-r">'), 0xcb),
      'text/html',
      '<meta charset="koi8-r">к',
    ],
    [
      'by the older markup',
      bytes(...ascii('<meta http-equiv=x content="text/html; charset=windows-1252">'), 0x80),
      'text/html',
      '<meta http-equiv=x content="text/html; charset=windows-1252">€',
    ],
    [
      'by its byte order mark, whatever the header says',
      utf8('\ufeffKäse'),
      'text/html; charset=koi8-r',
      'Käse',
    ],
    ['in UTF-16', bytes(0xff, 0xfe, 0x4b, 0x00), 'text/html', 'K'],
    ['neither UTF-8 nor said', bytes(0x4b, 0xe4), 'text/html', 'Kä'],
    ['said to be UTF-8 and not', bytes(0x4b, 0xe4), 'text/html; charset=utf-8', 'Kä'],
    ['said to be what nobody knows', utf8('Käse'), 'text/html; charset=x-unheard-of', 'Käse'],
    [
      'said by readable markup to be UTF-16',
      utf8('<meta charset=utf-16>ä'),
      'text/html',
      '<meta charset=utf-16>ä',
    ],
    ['empty', bytes(), '', ''],
  ])('%s', (_what, body, type, text) => {
    expect(decodePage(body, type)).toBe(text);
  });
});
