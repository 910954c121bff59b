import { boilerplateFrom } from '../../../shared/article/boilerplate';
import { creditsOf } from '../../../shared/article/credits';
import { paragraphsOf } from '../../../shared/article/paragraphs';
import { quotationsOf } from '../../../shared/article/quotations';
import { signalsOf } from '../../../shared/article/signals';

const paragraphs = (text: string) => paragraphsOf(text).map(([start, end]) => text.slice(start, end));
const quotations = (text: string) =>
  quotationsOf(text, paragraphsOf(text)).map(([start, end]) => text.slice(start, end));
const credits = (text: string) => creditsOf(text, paragraphsOf(text)).map((credit) => credit.text);
const tail = (text: string) => {
  const from = boilerplateFrom(text, paragraphsOf(text));
  return from === null ? null : text.slice(from);
};

describe('paragraphsOf', () => {
  it('parts at blank lines and at line ends of any kind', () => {
    expect(paragraphs('One.\r\n\r\nTwo.\nThree.\u2028Four.')).toEqual(['One.', 'Two.', 'Three.', 'Four.']);
  });

  it('joins lines that were wrapped by hand, and parts them at an indent', () => {
    const wrapped =
      'The council met on Monday to hear what the\nharbour master had to say about the ferry.\n    It adjourned after nine hours without a vote\nbeing taken.';
    expect(paragraphs(wrapped)).toHaveLength(2);
  });
});

describe('creditsOf', () => {
  it.each([
    ['The bridge at dawn. AP', 'AP'],
    ['The bridge at dawn. via REUTERS', 'via REUTERS'],
    ['A test fire last week. KCNA VIA KNS/AFP via Getty Images', 'KCNA VIA KNS/AFP via Getty Images'],
    ['The bridge at dawn (AP Photo/Mary Example)', 'AP Photo/Mary Example'],
    [
      'The bridge. (Vladimir Example / POOL / AFP via Getty Images)',
      'Vladimir Example / POOL / AFP via Getty Images',
    ],
    ['The bridge. (Ann Example/The New York Times via AP)', 'Ann Example/The New York Times via AP'],
  ])('reads the credit of %j', (text, credit) => {
    expect(credits(text)).toEqual([credit]);
  });

  it.each(['He works at AP.', 'officials told AP', 'The story was first told by Reuters, she said'])(
    'takes %j for prose',
    (text) => {
      expect(credits(text)).toEqual([]);
    },
  );

  it('gives the credit its place in the text', () => {
    const text = 'First.\n\nThe bridge at dawn. AP\n\nLast.';
    expect(creditsOf(text, paragraphsOf(text))).toEqual([{ text: 'AP', start: 28, end: 30 }]);
  });
});

describe('quotationsOf', () => {
  it.each([
    ['She said, “We will rebuild the pier.”', ['We will rebuild the pier.']],
    ['She said, "We will rebuild the pier."', ['We will rebuild the pier.']],
    ["'We will rebuild it, that's certain,' she said.", ["We will rebuild it, that's certain,"]],
    ['‘It’s the council’s pier,’ she said.', ['It’s the council’s pier,']],
    ['Sie sagte: „Wir bauen die Brücke wieder auf.“', ['Wir bauen die Brücke wieder auf.']],
    ['« Nous reconstruirons le pont »', [' Nous reconstruirons le pont ']],
    ['彼は「橋を直す」と言った', ['橋を直す']],
    ["The '90s were the council's best; officials' pay rose.", []],
  ])('reads %j', (text, expected) => {
    expect(quotations(text)).toEqual(expected);
  });

  it('follows a quotation over paragraphs that each open with a mark', () => {
    expect(quotations('He said: “It began at noon.\n\n“It ended at one.”\n\nHe left.')).toEqual([
      'It began at noon.',
      'It ended at one.',
    ]);
  });

  it('does not let a mark left open swallow what follows', () => {
    expect(quotations('He said: “It began at noon.\n\nThe council met again.\n\nShe said “no”.')).toEqual([
      'no',
    ]);
    expect(quotations('A 6" pipe burst.\n\nThe street was closed.\n\nShe said "no".')).toEqual(['no']);
  });
});

describe('boilerplateFrom', () => {
  const body = 'The council met on Monday.\n\nThe ferry will sail again in May, the harbour master said.\n\n';

  it('begins at the lone line above the disclaimer', () => {
    const frame =
      'Reference\n\nDenial of responsibility! Examplefeed is an automatic aggregator of global media.\nDMCA compliant image\n\nLeave a Comment';
    expect(tail(body + frame)).toBe(frame);
  });

  it.each([
    'Copyright 2024 The Example Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.',
    'Our Standards: The Thomson Reuters Trust Principles.',
    'Leave a Reply',
  ])('knows %j', (frame) => {
    expect(tail(body + frame)).toBe(frame);
  });

  it('finds none in an article without a frame, or that only speaks of references', () => {
    expect(tail(`${body}Reference\n\nThe minutes of 4 May.`)).toBeNull();
    expect(tail('')).toBeNull();
  });

  it('does not take an article for a frame because it quotes one', () => {
    const long = 'The court read the notice aloud, and then went on for hours. '.repeat(100);
    expect(tail(`“We will take necessary action within 24 hours,” it says.\n\n${long}`)).toBeNull();
  });
});

describe('signalsOf', () => {
  const signals = (text: string) => signalsOf(text).map(({ kind, text: found }) => [kind, found]);

  it.each([
    ['SEATTLE (AP) — The ferry sails.', ['dateline', 'SEATTLE (AP)']],
    ['WASHINGTON, May 24 (Reuters) - The ferry sails.', ['dateline', 'WASHINGTON, May 24 (Reuters)']],
    ['By Ann Example, Associated Press', ['byline', 'By Ann Example, Associated Press']],
    ['The yard is closing, its owner told NBC News.', ['attribution', 'told NBC News']],
    ['The yard is closing, the outlet reported.', ['attribution', 'the outlet reported']],
    ['The yard is closing, according to a report.', ['attribution', 'according to a report']],
    [
      'The Associated Press contributed to this report.',
      ['agency notice', 'The Associated Press contributed'],
    ],
  ])('reads %j', (text, expected) => {
    expect(signals(text)).toEqual([expected]);
  });

  it.each(['She told them twice.', 'By noon the ferry had sailed.', 'The AP (of old) - who knows?'])(
    'reads nothing in %j',
    (text) => {
      expect(signals(text)).toEqual([]);
    },
  );

  it('gives each its place', () => {
    const text = 'First.\n\n  SEATTLE (AP) — The owner told NBC News.';
    for (const { start, end, text: found } of signalsOf(text)) expect(text.slice(start, end)).toBe(found);
    expect(signals(text)).toHaveLength(2);
  });
});
