import { isHtmlDocument } from '../../../shared/article/html-document';

describe('the source of a page', () => {
  it.each([
    '<!DOCTYPE html><html><body>',
    '\uFEFF  <!doctype html>\n',
    '<html lang="en">',
    '<!-- saved from url=(0042)https://gazette.example/harbour -->\n<!doctype html>',
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">',
  ])('%s', (text) => {
    expect(isHtmlDocument(text)).toBe(true);
  });

  it.each([
    'The harbour was closed on Monday.',
    '<p>The harbour was closed.</p>',
    'It begins: <!doctype html>',
    '<htmlish>',
    '<?xml version="1.0"?><rss>',
    '',
  ])('and what is none: %s', (text) => {
    expect(isHtmlDocument(text)).toBe(false);
  });

  it('is told at once however long it goes on like one', () => {
    expect(isHtmlDocument('<!--'.repeat(300_000))).toBe(false);
    expect(isHtmlDocument('<!---->'.repeat(300_000))).toBe(false);
    expect(isHtmlDocument(' '.repeat(1_000_000))).toBe(false);
  });
});
