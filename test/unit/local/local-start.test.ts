import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whatServes } from '../../../cli/local-stack';

describe('local start', () => {
  let state: string;
  beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'copydesk-start-'))));
  afterEach(() => rmSync(state, { recursive: true }));

  // After a demo its orders to the CMS failed without a word: the news site runs beside the demo only.
  it('says that nobody takes the orders to the news site of an earlier demo', () => {
    mkdirSync(join(state, 'demo-site'));
    const said = whatServes('http://127.0.0.1:1', state);
    expect(said).toMatch(/news site is not running.*wait.*npm start/);
    expect(said.trimEnd().split('\n')).toHaveLength(2);
  });

  it('has nothing to say of a news site that there never was', () => {
    expect(whatServes('http://127.0.0.1:1', state)).toBe('API http://127.0.0.1:1; Ctrl-C stops it\n');
  });
});
