import { Tokenizer } from 'htmlparser2';
import { BLOCK, paragraphWriter } from './paragraph-writer';

/** Their content is no text, and a browser too reads them up to their end tag, whatever stands between. */
const UNREAD = /^(?:SCRIPT|STYLE|TITLE)$/;

/**
 * The text of a page without its tags, in time linear in its length whatever it holds: no tree is built, so text that
 * the page hides is among it.
 */
export function strippedText(html: string): string {
  const out = paragraphWriter();
  let unread = false;
  const atTag = (from: number, to: number): string => {
    const name = html.slice(from, to).toUpperCase();
    if (BLOCK.test(name)) out.endParagraph();
    return name;
  };
  const nothing = () => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (from, to) => {
        if (!unread) out.add(html.slice(from, to));
      },
      ontextentity: (codePoint) => {
        if (!unread) out.add(String.fromCodePoint(codePoint));
      },
      onopentagname: (from, to) => {
        const name = atTag(from, to);
        unread = UNREAD.test(name);
        if (name === 'BR') out.endLine();
        if (name === 'Q') out.add('“');
      },
      onclosetag: (from, to) => {
        unread = false;
        if (atTag(from, to) === 'Q') out.add('”');
      },
      onselfclosingtag: nothing,
      onopentagend: nothing,
      onattribname: nothing,
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
      onend: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return out.text();
}
