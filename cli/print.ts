import Table from 'cli-table3';
import type { Io } from './io';
import { printable } from './printable';

export const printJson = (io: Io, value: unknown): void => {
  io.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

/** How wide a table may get: as the terminal is; in a file or a pipe a row stays one line. */
export const columnsOf = ({ isTty, columns }: Io): number => (isTty ? columns : Infinity);

const GAP = 2;

/** A borderless table under one line of headings; the widest column wraps where it is wider than `columns`. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  columns = Infinity,
): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]!.length)) + GAP);
  const excess = widths.reduce((sum, width) => sum + width, 0) - columns;
  const widest = widths.indexOf(Math.max(...widths));
  if (excess > 0) widths[widest] = Math.max(20, widths[widest]! - excess);
  const none = { top: '', bottom: '', left: '', mid: '', right: '', middle: '' };
  const grid = new Table({
    head: [...head],
    colWidths: widths,
    wordWrap: true,
    chars: {
      ...none,
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      'left-mid': '',
      'mid-mid': '',
      'right-mid': '',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
  });
  for (const row of cells) grid.push(row);
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
