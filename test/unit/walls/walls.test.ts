import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { breaches, HANDLER_LINES, WALLS } from './walls';

const root = resolve(__dirname, '../../..');

describe('the walls of the house', () => {
  const files = globSync('{shared,functions,infra,pages,console}/**/*.{ts,tsx}', { cwd: root });

  it('sees the rooms it guards', () => {
    for (const { rooms } of WALLS) expect(files.filter((file) => rooms.test(file)).length).toBeGreaterThan(0);
  });

  it('finds no breach', () => {
    const found = files.flatMap((file) =>
      breaches(file, readFileSync(resolve(root, file), 'utf8')).map((wall) => `${file}: ${wall}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['shared/case/decide.ts', `import { readFile } from 'node:fs/promises';`],
    ['shared/match/align.ts', `import { openDesk } from '../stores/open-desk';`],
    ['shared/notice/elements.ts', `const debug = process.env.DEBUG;`],
    ['shared/clock/due.ts', `const now = new Date();`],
    ['shared/clock/due.ts', `const now = Date.now();`],
    ['shared/fingerprint/winnow.ts', `const seed = Math.random();`],
    ['shared/transparency/dsa-statement.ts', `const today = new Date();`],
    ['shared/desk/decide-items.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
    ['functions/intake-api.ts', `import { SQSClient } from "@aws-sdk/client-sqs";`],
    ['shared/desk/claim-case.ts', `import { caseStore } from '../stores/case-store';`],
    ['shared/desk/gather-evidence.ts', `const answer = await fetch(originalUrl);`],
    ['shared/stores/registry.ts', `import { request } from 'node:https';`],
    ['shared/stores/registry.ts', `import { createConnection, isIP } from 'node:net';`],
    ['functions/notice-worker.ts', `const desk = openDesk(['now', 'web']);`],
    ['pages/follow-page.tsx', `const now = Date.now();`],
    ['pages/follow-page.tsx', `import { openDesk } from '../shared/stores/open-desk';`],
    ['functions/deliverer.ts', `import { startStack } from '../local/stack';`],
    ['console/case/case-page.tsx', `import { readCase } from '../../shared/desk/read-case';`],
    ['console/case/case-page.tsx', `import { decisionRequest } from '../../shared/wire/decision-request';`],
    ['console/main.tsx', `import { readFileSync } from 'node:fs';`],
    ['functions/fat.ts', `export const handler = async () => {};\n${'step();\n'.repeat(HANDLER_LINES)}`],
  ])('fires on a breach planted in %s: %s', (path, source) => {
    expect(breaches(path, source)).toHaveLength(1);
  });

  it('does not take a comment or an allowed form for a breach', () => {
    expect(breaches('shared/clock/due.ts', `// never Date.now() here\nconst at = new Date(ms);`)).toEqual([]);
    expect(breaches('console/a.tsx', `import type { CaseView } from '../shared/desk/read-case';`)).toEqual(
      [],
    );
    expect(breaches('shared/stores/s3.ts', `import { S3Client } from '@aws-sdk/client-s3';`)).toEqual([]);
  });
});
