// The first thing that runs in a fresh clone: under whatever Node the machine has (20 or newer), with no
// dependency installed. It installs what the lock names, then hands over to the pinned Node 24 and tsx.
// Everything it says goes to stderr, so that stdout stays the command's own.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const modules = path.join(root, 'node_modules');
const say = (line) => process.stderr.write(`${line}\n`);
const fail = (line) => {
  say(`copydesk: ${line}`);
  process.exit(1);
};

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Node ${process.versions.node} is too old; install Node 20 or newer.`);

if (process.platform !== 'linux' || process.arch !== 'x64') {
  say(
    `copydesk: ${process.platform} ${process.arch} is unsupported for the local stack (its DynamoDB emulator and Node 24 ship as Linux x64 packages).\n` +
      '  Works here: npm run synth, and with Node 24 on the PATH npm run copydesk -- compare | scan. Does not: npm start, npm test.',
  );
}

/** npm writes the hidden lock as the last step of an install: absent or older than the lock means not installed. */
function isInstalled() {
  const hidden = path.join(modules, '.package-lock.json');
  if (!fs.existsSync(hidden)) return false;
  return fs.statSync(hidden).mtimeMs >= fs.statSync(path.join(root, 'package-lock.json')).mtimeMs;
}

function install() {
  if (isInstalled()) return;
  say('copydesk: installing the pinned dependencies (npm ci), under a minute with a warm cache ...');
  const startedAt = Date.now();
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, npm_config_loglevel: 'error' },
  });
  if (npm.error) fail(`npm could not be started: ${npm.error.message}`);
  if (npm.status !== 0) fail(`npm ci failed (exit ${npm.status}); what it said stands above.`);
  say(`copydesk: installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

install();

const bin = path.join(modules, '.bin');
const pinned = path.join(bin, 'node');
const node = fs.existsSync(pinned) ? pinned : process.execPath;
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
const args = process.argv.slice(2);
const [command, commandArgs, cwd] =
  args[0] === '--run'
    ? ['npm', ['run', '--silent', args[1], '--', ...args.slice(2)], root]
    : [
        node,
        [
          '--disable-warning=ExperimentalWarning',
          '--import',
          'tsx',
          path.join(root, 'cli', 'main.ts'),
          ...args,
        ],
        root,
      ];

const child = spawn(command, commandArgs, { cwd, env, stdio: 'inherit' });
// Ctrl-C reaches the child through the terminal; other signals are passed on so that it can stop its stack.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => {});
child.on('error', (error) => fail(`could not start ${command}: ${error.message}`));
// As a shell tells it: of some verbs 1 means 'done, but'.
child.on('exit', (code, signal) => process.exit(signal ? 128 + os.constants.signals[signal] : code));
