import type { CaseId } from '../ids';
import type { Verdict } from '../match/match';
import type { CaseDay } from './case-days';
import type { DayPart } from './day-part';

type OfCase<T> = T & { readonly caseId: CaseId };

/** What the parts of a day come to; what several days come to is their tallies together. */
export interface Tally {
  readonly received: number;
  readonly found: number;
  readonly decided: CaseDay['decided'];
  readonly breached: readonly OfCase<CaseDay['breached'][number]>[];
  readonly gone: CaseDay['gone'];
  readonly unheard: readonly OfCase<CaseDay['unheard'][number]>[];
  readonly articles: Readonly<Record<Verdict, number>>;
  readonly orders: { readonly delivered: number; readonly failed: number };
  readonly mails: { readonly delivered: number; readonly failed: number; readonly returned: number };
}

export function tallyOf(parts: readonly DayPart[]): Tally {
  const cases = parts.filter((part) => part.of === 'case');
  const orders = parts.filter((part) => part.of === 'order');
  const mails = parts.filter((part) => part.of === 'mail');
  const verdicts = parts.filter((part) => part.of === 'article').map(({ verdict }) => verdict);
  return {
    received: sum(cases, ({ received }) => received),
    found: sum(cases, ({ found }) => found),
    decided: cases.flatMap(({ decided }) => decided),
    breached: cases.flatMap(({ caseId, breached }) => breached.map((each) => ({ ...each, caseId }))),
    gone: cases.flatMap(({ gone }) => gone),
    unheard: cases.flatMap(({ caseId, unheard }) => unheard.map((each) => ({ ...each, caseId }))),
    articles: articles((verdict) => verdicts.filter((each) => each === verdict).length),
    orders: {
      delivered: sum(orders, ({ delivered }) => delivered),
      failed: sum(orders, ({ failed }) => failed),
    },
    mails: {
      delivered: sum(mails, ({ delivered }) => delivered),
      failed: sum(mails, ({ failed }) => failed),
      returned: sum(mails, ({ returned }) => returned),
    },
  };
}

export const together = (tallies: readonly Tally[]): Tally => ({
  received: sum(tallies, ({ received }) => received),
  found: sum(tallies, ({ found }) => found),
  decided: tallies.flatMap(({ decided }) => decided),
  breached: tallies.flatMap(({ breached }) => breached),
  gone: tallies.flatMap(({ gone }) => gone),
  unheard: tallies.flatMap(({ unheard }) => unheard),
  articles: articles((verdict) => sum(tallies, (tally) => tally.articles[verdict])),
  orders: {
    delivered: sum(tallies, ({ orders }) => orders.delivered),
    failed: sum(tallies, ({ orders }) => orders.failed),
  },
  mails: {
    delivered: sum(tallies, ({ mails }) => mails.delivered),
    failed: sum(tallies, ({ mails }) => mails.failed),
    returned: sum(tallies, ({ mails }) => mails.returned),
  },
});

const articles = (countOf: (verdict: Verdict) => number): Tally['articles'] => ({
  copy: countOf('copy'),
  partial: countOf('partial'),
  quotation: countOf('quotation'),
  boilerplate: countOf('boilerplate'),
  original: countOf('original'),
});

const sum = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((total, each) => total + of(each), 0);
