/** Element names, in capitals, that begin and end a paragraph. */
export const BLOCK =
  /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|CAPTION|CENTER|DD|DETAILS|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL)$/;

export interface ParagraphWriter {
  readonly add: (text: string) => void;
  readonly endLine: () => void;
  readonly endParagraph: () => void;
  /** All that was written: white space collapsed, paragraphs apart by a blank line, empty ones left out. */
  readonly text: () => string;
}

/** Lays text out as a page shows it. */
export function paragraphWriter(): ParagraphWriter {
  const paragraphs: string[] = [];
  let parts: string[] = [];
  const endParagraph = () => {
    const text = parts
      .join('')
      .replaceAll(/[ \t\n\f\r]+/g, ' ')
      .replaceAll(/ ?\u2028 ?/g, '\n')
      .trim();
    if (text !== '') paragraphs.push(text);
    parts = [];
  };
  return {
    add: (text) => void parts.push(text),
    endLine: () => void parts.push('\u2028'),
    endParagraph,
    text: () => {
      endParagraph();
      return paragraphs.join('\n\n');
    },
  };
}
