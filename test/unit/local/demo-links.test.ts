import { withDemoLinks } from '../../../local/demo/demo-links';

const answer = (body: string, headers: Readonly<Record<string, string>>) => ({
  status: 200,
  headers,
  body: Buffer.from(body),
});
const page =
  '<a href="https://news.demo.example/a?b">https://news.demo.example/a?b</a><a href="https://gazette.example/">';
const html = { 'content-type': 'text/html; charset=utf-8' };

// The list of copies led to a host that there is none of.
it('links to the demo’s site lead to where it is played, and read as before', () => {
  const led = withDemoLinks(answer(page, html), 'http://127.0.0.1:7001');
  expect(String(led.body)).toBe(page.replace('"https://news.demo.example', '"http://127.0.0.1:7001'));
});

it('what is no page, or comes packed, is left alone', () => {
  for (const headers of [{ 'content-type': 'application/json' }, { ...html, 'content-encoding': 'gzip' }])
    expect(String(withDemoLinks(answer(page, headers), 'http://127.0.0.1:7001').body)).toBe(page);
});
