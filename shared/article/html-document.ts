/**
 * Whether a text is the source of a page rather than what is to be read on it: it begins as an HTML document does, after white
 * space, comments and an XML declaration. No article begins so.
 */
export const isHtmlDocument = (text: string): boolean =>
  /^\uFEFF?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[^]){0,2000}-->\s*){0,3}<(?:!doctype\s+html|html)[\s>]/i.test(
    text,
  );
