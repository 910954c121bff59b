import { prepare } from '../../../shared/article/prepare';
import { instant } from '../../../shared/clock/instant';
import { pageDates, recordedDates, statedDates } from '../../../shared/desk/dated-evidence';

const page = (datePublished: string) =>
  prepare({
    html: `<html><head><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": ${JSON.stringify(datePublished)}}</script></head><body><p>The ferry is back.</p></body></html>`,
  });
const datesOf = (datePublished: string) =>
  pageDates('original', page(datePublished), 'here').map(({ at }) => at);

describe('what is known of when a text was there', () => {
  it("takes the date that a registered original's publisher sent for its feed, any other for the page's own", () => {
    const row = {
      id: 'art_1',
      acceptedAt: instant(5),
      publishedAt: instant(1),
      url: 'https://gazette.example/1',
    };
    const rungsOf = (original: boolean) =>
      recordedDates('original', { ...row, original }).map(({ rung, at, source }) => [rung, at, source]);
    const log = ['ingest_log', instant(5), 'art_1'];
    expect(rungsOf(true)).toEqual([log, ['signed_feed', instant(1), row.url]]);
    expect(rungsOf(false)).toEqual([log, ['page_metadata', instant(1), row.url]]);
    expect(recordedDates('article', { id: 'art_1', acceptedAt: instant(5), original: true })).toHaveLength(1);
  });

  it('reads a date alone as the earliest it can mean anywhere', () => {
    expect(datesOf('2026-05-20')).toEqual(['2026-05-19T10:00:00.000Z']);
    expect(datesOf('2026-05-20T08:00:00+02:00')).toEqual(['2026-05-20T06:00:00.000Z']);
    expect(statedDates(' 2026-05-20 ')).toMatchObject([
      { side: 'original', rung: 'partys_word', at: '2026-05-19T10:00:00.000Z' },
    ]);
  });

  it('leaves what is no date', () => {
    expect(['yesterday', '2026-13-45', '20 May 2026'].flatMap(datesOf)).toEqual([]);
    expect(statedDates(undefined)).toEqual([]);
  });
});
