import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { bundling } from '../../infra/bundling';
import { prepare } from '../../shared/article/prepare';
import { simhash } from '../../shared/fingerprint/simhash';

const root = join(__dirname, '../..');
let outdir: string;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'copydesk-bundle-'));
  const app = new App({ outdir });
  new NodejsFunction(new Stack(app, 'Bundles'), 'Worker', {
    entry: join(__dirname, 'bundled-worker.ts'),
    projectRoot: root,
    depsLockFilePath: join(root, 'package-lock.json'),
    runtime: Runtime.NODEJS_24_X,
    bundling,
  });
  app.synth();
});

afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** Runs a module in a Node of its own, as Lambda does, and reads the JSON that it prints last. */
function run(code: string): unknown {
  const asset = readdirSync(outdir).find((name) => name.startsWith('asset.'))!;
  const bundle = JSON.stringify(join(outdir, asset, 'index.mjs'));
  const printed = execFileSync(
    process.execPath,
    ['--input-type=module', '-e', `const bundle = await import(${bundle});\n${code}`],
    { encoding: 'utf8', env: settings },
  );
  return JSON.parse(printed.trim().split('\n').at(-1)!);
}

const settings = {
  AWS_REGION: 'us-east-1',
  DESK_TABLE: 'desk',
  REGISTRY_TABLE: 'registry',
  CORPUS_BUCKET: 'corpus',
  RECORDS_BUCKET: 'records',
  ALERTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:alerts',
  PUBLIC_URL: 'https://api.example.org',
  ...Object.fromEntries(
    ['SUBMISSIONS', 'NOTICES', 'DELIVERY'].flatMap((name) =>
      ['QUEUE', 'DLQ'].map((kind) => [`${name}_${kind}_URL`, `https://sqs.example.org/${name}/${kind}`]),
    ),
  ),
};

describe('the bundle of a function', () => {
  // A worker was deployed, and died as it was loaded: `ReferenceError: Jenkins is not defined`.
  it('loads as the strict module that it is, and computes the same SimHash as the source', () => {
    const text =
      'The harbour master closed the inner basin on Tuesday after a crane lost its load of timber.';
    const printed = run(`
      const { words } = bundle.prepare({ text: ${JSON.stringify(text)} });
      console.log(JSON.stringify({ handler: typeof bundle.handler, simhash: String(bundle.simhash(words)) }));`);
    expect(printed).toEqual({ handler: 'function', simhash: String(simhash(prepare({ text }).words)) });
  });
});
