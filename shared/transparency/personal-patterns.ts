import { MAIL, MAIL_HOST, PHONE } from '../notice/contact-patterns';

/** What can be told by its shape alone. */
export type PatternKind = 'mail' | 'phone' | 'iban' | 'id' | 'street' | 'postcode';

const one = (...words: readonly string[]): string => `(?:${words.join('|')})`;
const NOT_IN_WORD = String.raw`(?<![\p{L}\p{N}_/.=-])`;

const WORD_START = String.raw`(?<![\p{L}\p{N}'’-])`;

const ID_LABEL = one(
  'passport',
  'reisepass',
  'personalausweis',
  'ausweis',
  'identity card',
  'id card',
  'national id',
  'ssn',
  'social security',
  'national insurance',
  'tax id',
  'steuer-?id',
  'steuernummer',
  'ust-?id',
  'vat',
  'dni',
  'nie',
  'nif',
  "driver'?s licen[cs]e",
  'führerschein',
);
const NUMBER_SIGN = String.raw`(?:[ -]?(?:nr|no|number|nummer|n°|card|-?id))?[.:#]{0,2}\s?`;

/** Upper, lower and title case, where the word alone would be found in any sentence. */
const cased = (...words: readonly string[]): string =>
  one(...words.flatMap((word) => [word, word.toUpperCase()]));

const ENGLISH_STREET = cased(
  'Street',
  'Avenue',
  'Road',
  'Boulevard',
  'Lane',
  'Drive',
  'Court',
  'Square',
  'Place',
  'Way',
  'Parkway',
  'Highway',
  'Terrace',
  'Quay',
  'Row',
  'Close',
  'Crescent',
  'Gardens',
  'Broadway',
  'Plaza',
  String.raw`St\b\.?`,
  String.raw`Ave\b\.?`,
  String.raw`Rd\b\.?`,
  String.raw`Blvd\b\.?`,
  String.raw`Ln\b\.?`,
  String.raw`Dr\b\.?`,
);
const GERMANIC_STREET = one(
  'straße',
  'strasse',
  String.raw`str\.`,
  'gasse',
  'allee',
  'chaussee',
  'straat',
  'gracht',
  'gatan',
  'vägen',
  'veien',
);
/** Parts of other words, too: "during 20 days". */
const GERMANIC_ENDING = one(
  '[Ww]eg',
  '[Pp]latz',
  '[Rr]ing',
  '[Dd]amm',
  '[Uu]fer',
  '[Ll]aan',
  '[Pp]lein',
  '[Vv]ej',
  '[Gg]ade',
);
/** Not a year. */
const HOUSE = String.raw`(?!(?:19|20)\d{2}(?!\d))\d{1,4}(?:\s?[a-zA-Z])?(?:\s?[-/]\s?\d{1,4})?(?![\p{L}\p{N}])`;
const NAMED = String.raw`\p{Lu}[\p{L}.'’-]{0,30}`;
const ROMANCE_NAMED = String.raw`(?:\s(?:del?|della|dei|du|des|las?|les?|los|d[aio]s?|[dl]['’]\p{L}{1,30}|${NAMED})){1,5}`;
const FRENCH_FRONT = one('rue', 'avenue', 'boulevard', 'place', 'quai', 'impasse', 'allée', 'chemin', 'bd');
const ROMANCE_FRONT = cased(
  'Calle',
  'Avenida',
  String.raw`Avda\.`,
  'Plaza',
  'Paseo',
  'Viale',
  'Piazza',
  'Corso',
  'Via',
  'Rua',
);

/** A house number may also stand before a part of the town: "Suite 400". */
const UNIT = String.raw`(?:,?\s(?:Suite|Ste|Apt|Floor|Unit|Flat|Room|#)\.?\s?\w{1,6})?`;

/** In the order in which they are looked for: what one has found the next does not see. Run on folded text. */
export const PATTERNS: readonly (readonly [PatternKind, RegExp])[] = [
  ['mail', MAIL],
  ['mail', /[\p{L}\p{N}._%+-]{1,64}\sat\s[\p{L}\p{N}-]{1,63}(?:\sdot\s[\p{L}\p{N}-]{1,63}){1,8}/giu],
  // As it is shown once it is masked: its host still says whose it is.
  ['mail', new RegExp(String.raw`[\p{L}\p{N}]?\*{3}${MAIL_HOST}`, 'giu')],
  ['iban', new RegExp(String.raw`${NOT_IN_WORD}[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![\p{L}\p{N}])`, 'gu')],
  ['iban', new RegExp(String.raw`${NOT_IN_WORD}[a-z]{2}\d{2}(?:[ -]?\d){11,30}(?![\p{L}\p{N}])`, 'giu')],
  [
    'id',
    new RegExp(
      String.raw`(?<![\p{L}\p{N}])${ID_LABEL}${NUMBER_SIGN}(?:is\s)?(?=[A-Z]{0,4}[ -]?\d)[A-Z0-9](?:[ ./-]?\d|[./-]?[A-Z]){4,19}(?![\p{L}\p{N}])`,
      'giu',
    ),
  ],
  // Social security (US), national insurance (UK), DNI and NIE (Spain), payment cards.
  ['id', new RegExp(String.raw`${NOT_IN_WORD}\d{3}[- ]\d{2}[- ]\d{4}(?![\p{L}\p{N}])`, 'gu')],
  ['id', new RegExp(String.raw`${NOT_IN_WORD}[A-Z]{2}(?: ?\d{2}){3} ?[A-D](?![\p{L}\p{N}])`, 'gu')],
  ['id', new RegExp(String.raw`${NOT_IN_WORD}(?:\d{8}|[XYZ]\d{7})-?[A-Z](?![\p{L}\p{N}])`, 'gu')],
  ['id', new RegExp(String.raw`${NOT_IN_WORD}\d(?:[ -]?\d){15,33}(?![\p{L}\p{N}/])`, 'gu')],
  // An extension, or a full stop after the label, must not keep a number.
  [
    'phone',
    /(?<![\p{L}\p{N}])(?:tele(?:phone|fon|fax)|tel|fon|phone|fax|mobile?|mobil|handy|cell|whatsapp)[.:]{0,2}\s{0,3}\+?\(?\d(?:[\s()./-]{0,3}\d){4,17}(?:\s?(?:ext|x|dw)\.?\s?\d{1,6})?/giu,
  ],
  ['phone', /(?<![\p{L}\p{N}/.=])(?:\+|00)\s?\(?\d(?:[\s()./-]{0,3}\d){6,16}/gu],
  ['phone', PHONE],
  ['phone', /\*{3}\d{2}(?!\d)/g],
  [
    'street',
    new RegExp(
      String.raw`${NOT_IN_WORD}\d{1,6}[A-Za-z]?,?\s(?:[\p{Lu}\d][\p{L}\p{N}.'’-]{0,30}\s){1,4}${ENGLISH_STREET}(?!\p{L})${UNIT}`,
      'gu',
    ),
  ],
  [
    'street',
    new RegExp(
      String.raw`${NOT_IN_WORD}\d{1,6}[a-z]?\s(?:[\p{L}.'’-]{1,30}\s){1,2}(?:street|avenue|boulevard|road)(?!\p{L})${UNIT}`,
      'giu',
    ),
  ],
  [
    'street',
    new RegExp(String.raw`${WORD_START}\p{L}[\p{L}'’-]{0,40}[\s-]?${GERMANIC_STREET},?\s?${HOUSE}`, 'giu'),
  ],
  [
    'street',
    new RegExp(
      String.raw`${WORD_START}\p{Lu}[\p{L}'’-]{0,40}[\s-]?${GERMANIC_ENDING}\s${HOUSE}(?=\s?(?:[,.;)\n]|$))`,
      'gu',
    ),
  ],
  // "Unter den Linden 7, 10117 Berlin": the postcode says that it is an address.
  [
    'street',
    new RegExp(
      String.raw`${WORD_START}${NAMED}(?:\s[\p{L}][\p{L}.'’-]{0,30}){0,3}\s${HOUSE}(?=\s?[,\n]\s?(?:[A-Z]{1,2}-)?\d{4,5}\s\p{L})`,
      'gu',
    ),
  ],
  [
    'street',
    new RegExp(
      String.raw`${NOT_IN_WORD}\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:${FRENCH_FRONT}|${cased('Rue', 'Quai', 'Place')})${ROMANCE_NAMED}`,
      'gu',
    ),
  ],
  [
    'street',
    new RegExp(
      String.raw`${WORD_START}${ROMANCE_FRONT}${ROMANCE_NAMED},?\s(?:n[.º°o]{0,2}\s?)?${HOUSE}`,
      'gu',
    ),
  ],
  ['street', /(?<![\p{L}\p{N}])(?:P\.?\s?O\.?\s?Box|Postfach|Postbus|Apartado)\s?#?\d(?:\s?\d){0,9}/giu],
  ['postcode', /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![\p{L}\p{N}])/gu],
  ['postcode', /(?<![\p{L}\p{N}])[A-Z]\d[A-Z][ -]?\d[A-Z]\d(?![\p{L}\p{N}])/gu],
  ['postcode', /(?<=(?<![\p{L}\p{N}])[A-Z]{2},?\s)\d{5}(?![\p{L}\p{N}])/gu],
  ['postcode', new RegExp(String.raw`${NOT_IN_WORD}(?:[A-Z]{1,2}-)?\d{5}(?=,?\s\p{Lu}\p{L})`, 'gu')],
  ['postcode', new RegExp(String.raw`${NOT_IN_WORD}[A-Z]{1,2}-\d{4,5}(?=\s\p{Lu}\p{L})`, 'gu')],
  ['postcode', /(?<![\p{L}\p{N}])\d{4}\s[A-Z]{2}(?=,?\s\p{Lu}\p{Ll})/gu],
  [
    'postcode',
    /(?<=(?<![\p{L}\p{N}])(?:zip|plz|postcode|postal code|zip code|cp|cap)[:.]?\s?)(?=[A-Z]{0,2}\d)[A-Z0-9-]{4,9}/giu,
  ],
];
