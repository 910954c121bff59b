import { writeFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';

/** A terminal's text on stdin as an SVG: `copydesk compare … | tsx docs/pictures/terminal-picture.ts TITLE OUT.svg`. */

const CHAR_WIDTH = 8.4;
const LINE_HEIGHT = 18;
const PADDING = 18;
const BAR = 30;

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`).replaceAll(' ', '\u00a0');

export function terminalPicture(title: string, text: string): string {
  const lines = text.trimEnd().split('\n');
  const width = Math.ceil(Math.max(...lines.map((line) => [...line].length)) * CHAR_WIDTH + 2 * PADDING);
  const height = lines.length * LINE_HEIGHT + BAR + 2 * PADDING;
  const rows = lines.map(
    (line, index) =>
      `  <text x="${PADDING}" y="${BAR + PADDING + index * LINE_HEIGHT + 12}">${escapeXml(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">
  <style>
    text { font: 14px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #d7dde4; }
    .title { fill: #8b96a3; text-anchor: middle; }
  </style>
  <rect width="${width}" height="${height}" rx="8" fill="#16191d"/>
  <rect width="${width}" height="${BAR}" rx="8" fill="#23282e"/>
  <text class="title" x="${width / 2}" y="20">${escapeXml(title)}</text>
${rows.join('\n')}
</svg>
`;
}

if (require.main === module) {
  const [title, out] = process.argv.slice(2);
  if (!title || !out) throw new Error('usage: … | tsx docs/pictures/terminal-picture.ts TITLE OUT.svg');
  void readAll(process.stdin).then((text) => writeFileSync(out, terminalPicture(title, text)));
}
