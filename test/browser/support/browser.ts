import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const packageJson = join(
  dirname(createRequire(__filename).resolve('@sparticuz/chromium')),
  '..',
  'package.json',
);

/** Unpacks the browser, its libraries and fonts as for a bare Lambda; the package is a module, which jest cannot load. */
const UNPACK = `
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
const { default: chromium } = await import('@sparticuz/chromium');
await chromium.executablePath();`;

/** Where the browser is unpacked: once for each version of it, by whoever comes first. */
function unpacked(): string {
  const { version } = JSON.parse(readFileSync(packageJson, 'utf8')) as { version: string };
  const home = join(tmpdir(), `copydesk-chromium-${version}`);
  if (existsSync(home)) return home;
  const fresh = mkdtempSync(join(tmpdir(), 'copydesk-chromium-'));
  execFileSync(process.execPath, ['--input-type=module', '-e', UNPACK], {
    cwd: __dirname,
    env: { ...process.env, TMPDIR: fresh },
  });
  try {
    renameSync(fresh, home);
  } catch {
    // Another test was first.
    rmSync(fresh, { recursive: true, force: true });
  }
  return home;
}

/** A real browser, from npm packages alone. */
export function launchBrowser(): Promise<Browser> {
  const home = unpacked();
  const libraries = [process.env['LD_LIBRARY_PATH'], join(home, 'al2023', 'lib')];
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    // The package's own list of arguments switches off what keeps sites apart, which is tested here.
    args: ['--no-sandbox', '--disable-gpu', '--no-zygote', '--font-render-hinting=none'],
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: libraries.filter((path) => path !== undefined).join(':'),
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') }),
    },
  });
}
