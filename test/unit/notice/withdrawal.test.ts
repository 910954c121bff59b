import { type Withdrawal, withdrawalIn } from '../../../shared/notice/withdrawal';
import { isOurHost } from './letter-of-complaint';

const ferry = 'https://mirror.example/ferry';
const some = (items: readonly number[], canonicalUrls: readonly string[] = []) => ({ items, canonicalUrls });

describe('a withdrawal', () => {
  it.each<readonly [string, Withdrawal | undefined]>([
    ['I withdraw my complaint.', 'all'],
    ['We hereby retract our notice of 3 March.\n\nNora Lund', 'all'],
    ['Dear Sir or Madam,\n\nI would like to withdraw this claim.', 'all'],
    ['Hello,\nI withdraw everything.', 'all'],
    ['Withdraw items 2, 3 and 5', some([2, 3, 5])],
    ['I withdraw item 1.', some([1])],
    [`I withdraw ${ferry}?utm_source=x`, some([], [ferry])],
    [
      `We retract the following:\n\n${ferry}\nhttps://www.mirror.example/herring\n\nNora`,
      some([], [ferry, 'https://mirror.example/herring']),
    ],
    ['I withdraw.', undefined],
    ['I do not withdraw my complaint.', undefined],
    ["I won't withdraw my complaint.", undefined],
    ['I withdraw my complaint if you pay.', undefined],
    ['I withdraw all but item 3.', undefined],
    ['I withdraw everything except https://mirror.example/ferry', undefined],
    ['Thank you. I may withdraw my complaint later.', undefined],
    ['Please tell me how I withdraw my complaint.', undefined],
    ['Withdrawal of funds from your account is pending, see this request', undefined],
    ['', undefined],
  ])('%j', (text, taken) => {
    expect(withdrawalIn(text, isOurHost)).toEqual(taken);
  });

  it('in a megabyte of words is looked for in time', () => {
    expect(withdrawalIn(`I withdraw ${'item 1, '.repeat(131_072)}`, isOurHost)).toBeUndefined();
    expect(withdrawalIn(`I withdraw:\n\n${'items 1 '.repeat(131_072)}`, isOurHost)).toEqual(some([1]));
  });
});
