import { createElement, Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { acceptedLanguage, LANGUAGE_TAGS, WORDS } from '../../../pages/language';
import { instantText, lengthText } from '../../../pages/when';
import { pagesWith } from '../../../pages/pages';
import { HOUR, MINUTE, parseInstant } from '../../../shared/clock/instant';
import { PROBLEMS } from '../../../shared/wire/problem-json';

/** What stands for whatever is filled in: links, times, numbers. */
const filled = new Proxy(() => '', {
  get: () => 7,
  apply: (_target, _this, [words]: [ReactNode]) => createElement('i', null, words),
});

/** Every text of a language by its place, each function called once. */
function textsOf(table: object, place = ''): readonly (readonly [string, string])[] {
  return Object.entries(table).flatMap(([name, value]: [string, unknown]) => {
    const here = `${place}.${name}`;
    if (name === 'letters' || name === 'formats') return [];
    if (value === undefined || typeof value === 'string') return [[here, value ?? ''] as const];
    if (typeof value === 'function') {
      const said = (value as (...args: readonly unknown[]) => ReactNode)(...argumentsOf(here));
      return [[here, renderToStaticMarkup(createElement(Fragment, null, said))] as const];
    }
    return textsOf(value as object, here);
  });
}

const argumentsOf = (place: string): readonly unknown[] => {
  if (/\.(front\.(copied|publish|programs)|addOn|goBack|fileHint)$/.test(place)) return [filled, filled];
  if (place.endsWith('.lines')) return [[1, 2]];
  if (place.endsWith('.redress.until')) return ['x', { agent: 'a@b.example', caseId: 'CD' }];
  if (/\.(toBePutRight|textOf|left|overdue|paused|ourFault|refused)$/.test(place)) return ['x'];
  if (place.endsWith('.items.count')) return ['x', 2];
  return [2, 3];
};

const others = LANGUAGE_TAGS.filter((tag) => tag !== 'en');

describe('the pages in every language', () => {
  it.each(others)('%s says everything that English says, and says it otherwise', (tag) => {
    const [ours, theirs] = [textsOf(WORDS.en), new Map(textsOf(WORDS[tag]))];
    const same = ours
      .filter(([place, text]) => text !== '' && theirs.get(place) === text)
      .map(([place]) => place);
    // Words that both languages have, and what is handed through.
    const shared = {
      de: ['.complaint.organisation'],
      fr: ['.complaint.description', '.complaint.organisation', '.follow.items.counts'],
    }[tag];
    expect(same.filter((place) => !shared.includes(place))).toEqual(
      tag === 'de' ? ['.follow.items.count'] : [],
    );
    expect([...theirs.values()].join(' ')).not.toMatch(/undefined|\[object|NaN/);
  });

  it.each(others)('%s has its own words for every problem', (tag) => {
    const pages = pagesWith('/style.css');
    for (const [kind, { status, title }] of Object.entries(PROBLEMS)) {
      const problem = {
        type: `urn:copydesk:problem:${kind}`,
        status,
        title,
        detail: 'the detail',
        instance: 'urn:x',
      };
      const html = pages.problem(tag, problem);
      expect(html).toContain(`<html lang="${tag}">`);
      expect(html).not.toContain(title);
      expect(html).not.toContain('The detail');
    }
  });

  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['es, fr;q=0.5, en;q=0.4', 'fr'],
    ['en;q=0.1, FR-ca;q=0.2', 'fr'],
    ['de;q=0, fr', 'fr'],
    ['es', undefined],
    ['*', undefined],
    [';;,q=,de;q=x', undefined],
    [undefined, undefined],
  ])('%s asks for %s', (header, tag) => {
    expect(acceptedLanguage(header)).toBe(tag);
  });
});

describe('an instant on a page', () => {
  const at = parseInstant('2026-03-02T03:10:00Z')!;

  it('is told in the time of the site and in UTC, with both days where they differ', () => {
    const timeZone = 'America/New_York';
    expect(instantText(at, { language: 'en', timeZone })).toBe(
      '1 Mar 2026, 22:10 GMT-5 (2 Mar 2026, 03:10 UTC)',
    );
    expect(instantText(at, { language: 'de', timeZone: 'Europe/Berlin' })).toBe(
      '2. März 2026, 04:10 MEZ (03:10 UTC)',
    );
    expect(instantText(at, { language: 'fr', timeZone: 'Europe/Paris' })).toMatch(
      /^2 mars 2026[, à]+04:10 UTC\+1 \(03:10 UTC\)$/,
    );
  });

  it('is told once where the site keeps UTC, or no site is known', () => {
    expect(instantText(at, { language: 'en' })).toBe('2 Mar 2026, 03:10 UTC');
    expect(instantText(at, { language: 'en', timeZone: 'UTC' })).toBe('2 Mar 2026, 03:10 UTC');
  });

  it('and a length of time have their words in each language', () => {
    const lengths = (ms: number) =>
      LANGUAGE_TAGS.map((language) => lengthText(ms, { language }).replaceAll('\u00a0', ' '));
    expect(lengths(24 * HOUR - MINUTE)).toEqual([
      '23 hours 59 minutes',
      '23 Stunden 59 Minuten',
      '23 heures 59 minutes',
    ]);
    expect(lengths(50 * HOUR)).toEqual(['2 days 2 hours', '2 Tage 2 Stunden', '2 jours 2 heures']);
    expect(lengths(-MINUTE)).toEqual(['1 minute', '1 Minute', '1 minute']);
    expect(lengths(0)).toEqual(['0 minutes', '0 Minuten', '0 minute']);
  });
});
