import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, parseSync } from '@swc/core';
import { letterHtml, letterText, link, paragraph } from '../../../shared/desk/mail/letter';

const root = join(__dirname, '../../..');
const FRENCH = ['shared/desk/mail/locales/fr.ts', 'pages/words/fr.tsx'];

/** Every text of a source: strings, the parts of templates, and the text of markup, where any run of blanks is one space. */
function textsIn(file: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, value, cooked } = node as Node & { readonly value?: unknown; readonly cooked?: unknown };
    if (type === 'StringLiteral') texts.push(String(value));
    if (type === 'TemplateElement') texts.push(String(cooked));
    if (type === 'JSXText') texts.push(String(value).replaceAll(/[ \n]+/g, ' '));
    Object.values(node).forEach(visit);
  };
  const source = readFileSync(join(root, file), 'utf8');
  visit(parseSync(source, { syntax: 'typescript', tsx: file.endsWith('x') }).body);
  return texts;
}

/**
 * The spaces of French typography (Imprimerie nationale, 'Lexique des règles typographiques'): U+00A0 before a colon and a per cent
 * sign and within guillemets, the narrow U+202F before the other double signs. A colon within an address or an hour is none of these.
 */
const WRONG = [/(?<!\u00a0):(?=\s|$)/, /(?<!\u202f)[;?!]/, /«(?!\u00a0)/, /(?<!\u00a0)»/, /(?<!\u00a0)%/];

describe('French texts', () => {
  // 'Nous avons vérifié' stood at the end of a line, and the next one began with a colon.
  it.each(FRENCH)('have the spaces that French asks for, and lines that do not break at them: %s', (file) => {
    const texts = textsIn(file);
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => /[\u00a0\u202f]/.test(text)).length).toBeGreaterThan(20);
    expect(texts.filter((text) => WRONG.some((wrong) => wrong.test(text)))).toEqual([]);
  });

  it.each([
    'Veuillez ajouter :',
    'Retirer ?',
    'Retirer?',
    'supprimée ; rien',
    '« oui »',
    '90 % de',
    'vérifié\u202f: la page',
  ])('are refused where a space is missing or may break: %s', (text) => {
    expect(WRONG.some((wrong) => wrong.test(text))).toBe(true);
  });

  it('have them before an address, too', () => {
    const letter = (language: string) => ({
      language,
      subject: 's',
      blocks: [paragraph('p'), link('ici', 'u')],
    });
    expect(letterText(letter('fr'))).toContain('ici\u00a0: u');
    expect(letterHtml(letter('fr'))).toContain('ici\u00a0: <a');
    expect(letterText(letter('de'))).toContain('ici: u');
  });
});
