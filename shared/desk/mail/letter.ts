import { escapeUTF8 as escapeHtml } from 'entities';
import { colonIn } from './colon-in';

/** A mail before it is text or HTML. Blocks hold plain text only; markup is made in one place, here. */
export interface Letter {
  /** As an HTML page names its own. */
  readonly language: string;
  readonly subject: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Somebody's own words, set apart from ours. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const quote = (text: string): Block => ({ kind: 'quote', text });
export const link = (label: string, url: string): Block => ({ kind: 'link', label, url });

/** One header line: whatever would end it or start another is a space. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

function blockText(block: Block, colon: string): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'quote':
      return block.text.replace(/^/gm, '> ');
    case 'link':
      return `${block.label}${colon}${block.url}`;
  }
}

function blockHtml(block: Block, colon: string): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'quote':
      return `<blockquote style="white-space:pre-wrap">${escapeHtml(block.text)}</blockquote>`;
    case 'link':
      return `<p>${escapeHtml(block.label)}${colon}<a href="${escapeHtml(block.url)}">${escapeHtml(block.url)}</a></p>`;
  }
}

export const letterText = ({ language, blocks }: Letter): string =>
  `${blocks.map((block) => blockText(block, colonIn(language))).join('\n\n')}\n`;

export const letterHtml = ({ language, subject, blocks }: Letter): string =>
  `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>` +
  `<body>${blocks.map((block) => blockHtml(block, colonIn(language))).join('\n')}</body></html>\n`;
