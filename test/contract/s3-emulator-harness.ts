import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { startS3Emulator, type S3Emulator, type S3EmulatorOptions } from '../../local/s3/s3-emulator';

export function s3Client(endpoint: string): S3Client {
  return new S3Client({
    region: 'us-east-1',
    endpoint,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

export async function newFolder(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'copydesk-s3-'));
}

/** One emulator for the tests of a file, on a folder of its own. */
export function useS3Emulator(options: Omit<S3EmulatorOptions, 'dir'> = {}) {
  let dir = '';
  let emulator: S3Emulator;
  let client: S3Client;
  let buckets = 0;
  beforeAll(async () => {
    dir = await newFolder();
    emulator = await startS3Emulator({ dir, ...options });
    client = s3Client(emulator.endpoint);
  });
  afterAll(async () => {
    client.destroy();
    await emulator.close();
    await rm(dir, { recursive: true });
  });
  return {
    client: () => client,
    emulator: () => emulator,
    dir: () => dir,
    async newBucket(): Promise<string> {
      const bucket = `bucket-${++buckets}`;
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      return bucket;
    },
    raw: (wanted: RawRequest) => rawRequest(emulator.port, wanted),
  };
}

export interface RawRequest {
  readonly method: string;
  /** Sent as it is. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The `<Code>` of an S3 error. */
  readonly code: string | undefined;
}

/** What no SDK would send. A signature is only looked for, never verified. */
export async function rawRequest(port: number, wanted: RawRequest): Promise<RawAnswer> {
  return await new Promise((resolve, reject) => {
    const { method, path } = wanted;
    const headers = { authorization: 'AWS4-HMAC-SHA256 test', ...wanted.headers };
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false });
    request.on('error', reject);
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(pieces).toString('utf8');
        const code = /<Code>(.*?)<\/Code>/.exec(body)?.[1];
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, code });
      });
    });
    request.end(wanted.body);
  });
}

/** `stored`, or the name of the S3 error. */
export async function outcomeOf(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
    return 'stored';
  } catch (error) {
    if (error instanceof S3ServiceException) return error.name;
    throw error;
  }
}
