import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DemoSite, startDemoSite } from '../local/demo/demo-site';
import type { Stack } from '../local/stack';
import type { Io } from './io';
import { startedStack } from './serve';
import { stateDir } from './stack-file';

export interface Demo {
  readonly stack: Stack;
  readonly site: DemoSite;
  readonly webhookSecret: string;
}

export const heading = (io: Io, text: string): void => {
  io.stdout.write(`\n== ${text} ${'='.repeat(Math.max(0, 74 - text.length))}\n\n`);
};

/** The stack with the demo's news site beside it; both end however `run` ends. */
export async function withDemo(io: Io, fresh: boolean, run: (demo: Demo) => Promise<void>): Promise<void> {
  heading(io, 'The deployed template, played on this machine');
  const { stack, interrupted } = await startedStack(io, { fresh });
  try {
    const folder = resolve(stateDir(io), 'demo-site');
    const webhookSecret = keptSecret(folder);
    const site = await startDemoSite({
      secret: webhookSecret,
      stateDir: folder,
      now: stack.now,
      complaintUrl: `${stack.description.apiUrl}/complaints/new`,
    });
    stack.describe({ demoSiteUrl: site.url });
    try {
      await run({ stack, site, webhookSecret });
    } finally {
      await site.close();
    }
  } catch (error) {
    if (!interrupted.aborted) throw error;
    io.stdout.write(
      '\nStopped in the middle; nothing is left running. The next start tells the story anew.\n',
    );
    io.exitWith(130);
  } finally {
    await stack.stop();
  }
}

/** The news site and Copydesk share it; made once for each state folder. */
function keptSecret(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = resolve(folder, 'webhook-secret');
  if (!existsSync(path)) writeFileSync(path, `whsec_${randomBytes(32).toString('base64')}`, { mode: 0o600 });
  return readFileSync(path, 'utf8');
}
