import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { forgetOldest, holdAssembly } from './assembly-cache';
import { releaseLock, takeLock } from './process-lock';

/** A CDK app and all that its assembly depends on. */
export interface App {
  /** Absolute. */
  readonly entry: string;
  /** Absolute files and folders: when none of them changes, neither does the assembly. */
  readonly sources: readonly string[];
}

const root = join(__dirname, '..');

/** The app that deploys. */
export const copydeskApp: App = {
  entry: join(root, 'infra', 'app.ts'),
  sources: ['infra', 'functions', 'pages', 'shared', 'console', 'package-lock.json', 'tsconfig.json'].map(
    (name) => join(root, name),
  ),
};

const cache = join(root, 'node_modules', '.cache', 'copydesk');
const keptAssemblies = 5;

/**
 * Synthesises the app without credentials or network, unless this very source has been synthesised before.
 * @returns the folder of the cloud assembly, which stays for as long as this process lives.
 * @throws Error with what the app printed when it fails.
 */
export async function synthesise(app: App, log: (line: string) => void): Promise<string> {
  const dir = join(cache, `assembly-${sourceHash(app)}`);
  mkdirSync(cache, { recursive: true });
  const lock = `${dir}.lock`;
  // Whoever comes second while it is being made waits for it instead of making it again.
  while (takeLock(lock) !== undefined) await sleep(200);
  try {
    if (!isMade(dir)) await make(app, dir, log);
    holdAssembly(dir);
    utimesSync(dir, new Date(), new Date());
  } finally {
    releaseLock(lock);
  }
  forgetOldest(cache, keptAssemblies);
  return dir;
}

const isMade = (dir: string): boolean => existsSync(join(dir, 'manifest.json'));

/** A folder is only there once it is whole. */
async function make(app: App, dir: string, log: (line: string) => void): Promise<void> {
  log('Synthesising the template that deploys (some 15 seconds, once per change) ...');
  const part = `${dir}.part`;
  rmSync(part, { recursive: true, force: true });
  await runApp(app.entry, part);
  renameSync(part, dir);
}

/** Runs the app in a process of its own, which does not outlive this one. */
function runApp(entry: string, outDir: string): Promise<void> {
  const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  const env = {
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
    HOME: outDir,
    CDK_OUTDIR: outDir,
  };
  return new Promise((resolve, reject) => {
    const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(process.execPath, ['--import', tsx, entry], options, (error, stdout, stderr) => {
      process.off('exit', endIt);
      if (error === null) resolve();
      else reject(new Error(`The template could not be synthesised:\n${stdout}${stderr}`, { cause: error }));
    });
    const endIt = () => void child.kill();
    process.once('exit', endIt);
  });
}

function sourceHash({ entry, sources }: App): string {
  const hash = createHash('sha256').update(entry);
  const add = (path: string): void => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  };
  sources.forEach(add);
  return hash.digest('hex').slice(0, 16);
}
