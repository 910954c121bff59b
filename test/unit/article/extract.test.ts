import { prepare } from '../../../shared/article/prepare';

const story = [
  'The harbour council voted on Monday night to keep the old ferry in service until the new one has been paid for.',
  'Nine of the eleven members spoke for the motion, and the harbour master said that the crew would be told in the morning.',
  'The new ferry was ordered four years ago. Its yard has asked twice for more time, and once for more money.',
  'A spokeswoman for the yard said that the ship would float by Easter, “weather and welders permitting”.',
];
const paragraphs = story.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
const page = (body: string, head = '') =>
  `<!doctype html><html><head><title>Ferry stays</title>${head}</head><body>
   <nav><a href="/">Home</a> <a href="/news">News</a></nav>${body}<footer>Terms of use</footer></body></html>`;
const read = (html: string, url?: string) => prepare({ html, ...(url !== undefined && { url }) });

describe('HTML', () => {
  it('gives the article without the page around it, paragraphs apart', () => {
    expect(read(page(`<article><h1>Ferry stays</h1>${paragraphs}</article>`)).text).toContain(
      story.join('\n\n'),
    );
    expect(read(page(`<article>${paragraphs}</article>`)).text).not.toContain('Terms of use');
  });

  it.each([
    ['display', '<p style="display:none">Sold by scrapers for scrapers only.</p>'],
    ['visibility', '<p style="color:red; visibility: hidden">Sold by scrapers for scrapers only.</p>'],
    ['size', '<p>Fine <span style="font-size:0px">Sold by scrapers for scrapers only.</span></p>'],
    ['opacity', '<p style="opacity:0">Sold by scrapers for scrapers only.</p>'],
    ['attribute', '<p hidden>Sold by scrapers for scrapers only.</p>'],
    ['place', '<p style="position:absolute;left:-9999px">Sold by scrapers for scrapers only.</p>'],
    ['style sheet', '<p class="x">Sold by scrapers for scrapers only.</p>'],
    ['comment', '<!-- Sold by scrapers for scrapers only. -->'],
    ['script', '<script>document.write("Sold by scrapers for scrapers only.")</script>'],
  ])('does not read text hidden by %s', (_, hidden) => {
    const { text } = read(
      page(`<article>${paragraphs}${hidden}</article>`, '<style>.x { display: none }</style>'),
    );
    expect(text).toContain(story[3]);
    expect(text).not.toContain('scrapers');
  });

  it('reads what only a printer would hide', () => {
    const print = '<style>@media print { .x { display: none } } .y { opacity: 0.9 }</style>';
    const seen = '<p class="x">Seen on every screen there is.</p><p class="y">And this too, of course.</p>';
    const { text } = read(page(`<article>${paragraphs}${seen}</article>`, print));
    expect(text).toContain('Seen on every screen there is.');
    expect(text).toContain('And this too, of course.');
  });

  it('decodes character references once', () => {
    expect(read('<p>Fish &amp; chips &amp;lt; caf&eacute;</p>').text).toBe('Fish & chips &lt; café');
  });

  it('puts <q> in quotation marks and keeps line ends of <br>', () => {
    expect(read('<p>She said <q>we will rebuild it</q>.<br>He left.</p>').text).toBe(
      'She said “we will rebuild it”.\nHe left.',
    );
  });

  it.each([
    ['a fragment', 'Only <b>a few</b> words.', 'Only a few words.'],
    ['nothing', '', ''],
    ['tags that never close', '<div><p>One<p>Two', 'One\n\nTwo'],
  ])('falls back to all visible text of %s', (_, html, text) => {
    expect(read(html).text).toBe(text);
  });

  it('survives pages that nest without end', () => {
    expect(read(`${'<div>'.repeat(3000)}deep${'</div>'.repeat(3000)}<p>flat</p>`).text).toBe('deep\n\nflat');
    expect(read(`${'<i>'.repeat(3000)}deep`).text).toBe('deep');
  });

  it.each([
    ['angle brackets', '<'.repeat(1_000_000)],
    ['ampersands', '&'.repeat(1_000_000)],
    ['empty elements', '<b></b>'.repeat(100_000)],
    ['elements that open only', '<div>'.repeat(200_000)],
    ['elements that end by another name', '<div></x>'.repeat(100_000)],
    ['rules that hide', `<style>${'.c{display:none}'.repeat(20_000)}</style>${'<p>x'.repeat(9_000)}`],
    ['siblings', `<style>b ~ p ~ p ~ p ~ p{display:none}</style>${'<p>x</p>'.repeat(5_000)}`],
    ['comments in styles', `<style>${'/* a'.repeat(500_000)}</style>`],
    ['an endless style', `<p style="display${' '.repeat(500_000)}">x</p>`],
    ['an endless picture', `<p>${'x '.repeat(200)}<img srcset="${'a'.repeat(500_000)} b"></p>`],
    ['comments', '<!---->'.repeat(20_000)],
    ['tags never finished', '<a <b '.repeat(50_000)],
    ['quotes never closed', '<a b="'.repeat(50_000)],
    ['hidden parts', '<b style="display:none">x</b>'.repeat(5_000)],
  ])('survives a page of %s', (_, html) => {
    expect(typeof read(html).text).toBe('string');
  });

  it('reads a page too large to be an article too, without its tags', () => {
    const head = '<title>No</title><script>"<p>no</p>"</script><style>p{}</style>';
    const more = '<i></i>'.repeat(30_000);
    expect(
      read(
        `${head}<p>Fish &amp; chips,<br>caf&eacute; &#128031;</p><!-- no --><div>She: <q>a<b>b</b></q>${more}`,
      ).text,
    ).toBe('Fish & chips,\ncafé 🐟\n\nShe: “ab”');
  });

  it('counts offsets in the extracted text', () => {
    const { text, facts } = read(page(`<article>${paragraphs}<p>The ferry at dawn. AP</p></article>`));
    expect(facts.credits.map(({ start, end }) => text.slice(start, end))).toEqual(['AP']);
  });

  it('keeps what the page says of itself as facts', () => {
    const head = `
      <link rel="canonical" href="https://paper.example/ferry">
      <link rel="license" href="/terms">
      <meta name="syndication-source" content="https://agency.example/1">
      <meta name="original-source" content="https://agency.example/0">
      <meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="/tdm.json">
      <script type="application/ld+json">{ not json }</script>
      <script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],
        "headline":"Ferry stays","author":[{"@type":"Person","name":"Ann Example"},"Bo Example"],
        "copyrightHolder":{"name":"Paper"},"copyrightYear":2024,"isAccessibleForFree":false,"dateline":"HARBOUR"}]}</script>`;
    expect(read(page(`<article>${paragraphs}</article>`, head), 'https://copy.example/a').page).toEqual({
      canonical: 'https://paper.example/ferry',
      canonicalOnOtherHost: true,
      syndicationSource: 'https://agency.example/1',
      originalSource: 'https://agency.example/0',
      title: 'Ferry stays',
      licence: 'https://copy.example/terms',
      tdmReservation: true,
      tdmPolicy: 'https://copy.example/tdm.json',
      newsArticle: {
        headline: 'Ferry stays',
        author: 'Ann Example, Bo Example',
        copyrightHolder: 'Paper',
        copyrightYear: '2024',
        isAccessibleForFree: 'false',
        dateline: 'HARBOUR',
      },
    });
  });

  it('loses no text to metadata that nest without end', () => {
    const bomb = (value: string) => `<script type="application/ld+json">${value}</script><p>Still read.</p>`;
    const lists = '['.repeat(15_000) + ']'.repeat(15_000);
    const names = '{"name":'.repeat(15_000) + '1' + '}'.repeat(15_000);
    const graphs = '{"@graph":'.repeat(15_000) + '1' + '}'.repeat(15_000);
    for (const value of [lists, names, graphs, `{"@type":"Article","author":${lists}}`])
      expect(read(bomb(value)).text).toBe('Still read.');
    expect(read(bomb(`{"@type":"Article","headline":"Kept","author":${names}}`)).page).toEqual({
      newsArticle: { headline: 'Kept' },
    });
  });

  it('has no such facts for plain text', () => {
    expect(prepare({ text: 'x' })).not.toHaveProperty('page');
  });
});
