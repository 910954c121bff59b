import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { tablesOf } from '../../../bench/readme-tables';
import { readResults } from '../../../bench/results';

const readme = readFileSync(resolve(__dirname, '../../../README.md'), 'utf8');
/** As the formatter may have aligned it or not. */
const rows = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/ +/g, ' ').trim())
    .filter((line) => line !== '' && !/^[|: -]+$/.test(line));

describe("the README's figures", () => {
  it('are those of docs/results.json, as the commands wrote them', () => {
    const between = /<!-- results:start -->([^]*)<!-- results:end -->/.exec(readme)?.[1] ?? '';
    expect(rows(between)).toEqual(rows(tablesOf(readResults())));
    expect(rows(between).length).toBeGreaterThan(10);
  });
});
