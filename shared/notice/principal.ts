const HEAD = 20_000;
const NAME = String.raw`((?:\p{Lu}|\d)[\p{L}\p{N}&.'’-]*(?: (?:\p{Lu}[\p{L}\p{N}&.'’-]*|&|of|and|the)){0,7})`;
const PRINCIPAL = new RegExp(
  String.raw`\b(?:[Oo]n behalf of|[Rr]epresent(?:s|ing)?|(?:[Rr]epresentative|[Aa]gent|[Aa]ttorney|[Cc]ounsel)s? (?:of|for)|[Aa]ct(?:ing)? for)\s+(?:our [Cc]lients?,? |the (?:company|publisher|firm) )?${NAME}`,
  'u',
);
const OF_SOMEBODY = new RegExp(String.raw`\bon ${NAME}['’]s behalf\b`, 'u');
/** The formula of the statute in capitals, and words that begin a sentence. */
const NOBODY = /^(?:I|We|The|Our|My|It|This|Rights? ?[Hh]olders?|(?:Copyright )?Owners?|Clients?)\b/;

/** For whom a letter says it is sent, in its running text: "on behalf of Fjord Post AS", "as agent for Gazette Ltd". */
export function principalIn(text: string): string | undefined {
  const head = text.slice(0, HEAD).replace(/\s+/g, ' ');
  const name = (OF_SOMEBODY.exec(head) ?? PRINCIPAL.exec(head))?.[1]
    ?.replace(/(?: (?:of|and|the|&))+$/, '')
    .replace(/[.'’-]+$/, '');
  return name === undefined || name.length < 2 || NOBODY.test(name) ? undefined : name;
}
