/** A text as patterns read it, with the way back. */
export interface FoldedText {
  readonly text: string;
  /** By code unit of `text`: where the character it came from begins and ends in the text as given. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u;
const DASH = /^\p{Dash_Punctuation}$/u;

/**
 * NFKC character by character, dashes as hyphens, unseen signs left out: a mail address with a zero-width space in it is
 * one to whoever copies it.
 */
export function foldText(text: string): FoldedText {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const shown = foldCharacter(character);
    for (let unit = 0; unit < shown.length; unit++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    folded += shown;
    at += character.length;
  }
  return { text: folded, starts, ends };
}

function foldCharacter(character: string): string {
  if (character < '\u0080') return character;
  if (UNSEEN.test(character)) return '';
  return DASH.test(character) ? '-' : character.normalize('NFKC');
}
