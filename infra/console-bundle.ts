import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Source, type ISource } from 'aws-cdk-lib/aws-s3-deployment';

const root = join(__dirname, '..');
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

/** The path that the console is served under, and the address that its files name one another by. */
export const consoleBase = '/console/';

/** Builds the console into `outDir`, which is emptied first. */
export function buildConsole(outDir: string): void {
  execFileSync(
    process.execPath,
    [
      vite,
      'build',
      'console',
      '--base',
      consoleBase,
      '--outDir',
      outDir,
      '--emptyOutDir',
      '--logLevel',
      'error',
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } },
  );
}

/** The console as it is deployed: built while the template is synthesised, once for each state of its sources. */
export const consoleBundle = (): ISource =>
  Source.asset(join(root, 'console'), {
    assetHash: sourceHash(),
    assetHashType: AssetHashType.CUSTOM,
    bundling: {
      // Never pulled: building here comes first, and does not fail quietly.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle(outDir) {
          buildConsole(outDir);
          return true;
        },
      },
    },
  });

/** Of all that the bundle is made from: the console itself, what it shares with the functions, and the libraries. */
function sourceHash(): string {
  const hash = createHash('sha256');
  for (const room of ['console', 'pages', 'shared'])
    for (const file of readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
      if (file.isFile()) {
        const path = join(file.parentPath, file.name);
        hash.update(path.slice(root.length)).update('\0').update(readFileSync(path));
      }
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}
