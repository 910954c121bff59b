import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { discardAnswer, sendAnswer, xmlAnswer, type Answer } from './answer';
import {
  createBucket,
  deleteBucket,
  deleteObjects,
  headBucket,
  listBuckets,
  listObjects,
} from './bucket-operations';
import { openBucketStore } from './bucket-store';
import { fromByteKey } from './byte-key';
import type { Fault, FaultPlan } from './fault-plan';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  uploadPart,
} from './multipart-operations';
import { deleteObject, getObject, putObject } from './object-operations';
import type { ObjectRecord } from './object-record';
import { identifyOperation, type OperationName } from './operations';
import { errorXml, S3Error } from './s3-error';
import { onBucket, onObject, readS3Request, type S3Request } from './s3-request';

export interface S3EmulatorOptions {
  /** The folder that holds the buckets. One emulator at a time. */
  readonly dir: string;
  /** A free one is taken if none is given. */
  readonly port?: number;
  /** Milliseconds since the epoch: dates of objects, expiry of presigned URLs. */
  readonly now?: () => number;
  /** Called once an object is stored for good, before the answer is sent. Must not throw. */
  readonly onObjectCreated?: (event: {
    readonly bucket: string;
    readonly key: string;
    /** Bytes. */
    readonly size: number;
    /** Without quotes. */
    readonly etag: string;
  }) => void;
  readonly faults?: FaultPlan;
}

export interface S3Emulator {
  readonly endpoint: string;
  readonly port: number;
  /** Takes no more requests and waits for those in hand. */
  close(): Promise<void>;
  /** Requests by operation since the start; what is not played counts as `NotImplemented`. */
  counts(): Record<string, number>;
}

/**
 * An S3 of our own for the local stack, as strict as the real one where it matters to us: conditional writes with
 * one winner, byte-order listing, checksums, objects that outlast `kill -9`. operations.ts lists what is played; all
 * else is refused with 501. Path-style addresses on 127.0.0.1 only. A signature must be there, but it is NOT verified.
 */
export async function startS3Emulator(options: S3EmulatorOptions): Promise<S3Emulator> {
  const now = options.now ?? Date.now;
  const store = openBucketStore(options.dir);
  const counts = new Map<string, number>();
  const inHand = new Set<Promise<void>>();

  function count(name: string): number {
    const next = (counts.get(name) ?? 0) + 1;
    counts.set(name, next);
    return next;
  }

  function announce(
    bucket: string,
    done: { readonly answer: Answer; readonly record: ObjectRecord },
  ): Answer {
    const { key, size, etag } = done.record;
    options.onObjectCreated?.({ bucket, key, size, etag });
    return done.answer;
  }

  const perform: Record<OperationName, (request: S3Request) => Answer | Promise<Answer>> = {
    ListBuckets: () => listBuckets(store),
    CreateBucket: (request) => createBucket(store, onBucket(request), now()),
    HeadBucket: (request) => headBucket(store, onBucket(request).bucket),
    DeleteBucket: (request) => deleteBucket(store, onBucket(request).bucket),
    ListObjectsV2: (request) => listObjects(store, onBucket(request).bucket, request.query),
    DeleteObjects: (request) => deleteObjects(store, onBucket(request)),
    PutObject: async (request) => {
      const target = onObject(request);
      return announce(target.bucket, await putObject(store, target, now));
    },
    GetObject: (request) => getObject(store, onObject(request)),
    HeadObject: (request) => getObject(store, onObject(request)),
    DeleteObject: (request) => deleteObject(store, onObject(request)),
    CreateMultipartUpload: (request) => createMultipartUpload(store, onObject(request)),
    UploadPart: (request) => uploadPart(store, onObject(request)),
    CompleteMultipartUpload: async (request) => {
      const target = onObject(request);
      return announce(target.bucket, await completeMultipartUpload(store, target, now));
    },
    AbortMultipartUpload: (request) => abortMultipartUpload(store, onObject(request)),
  };

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    // The injected clock: the SDK corrects its own by this header.
    response.setHeader('Date', new Date(now()).toUTCString());
    response.setHeader('x-amz-request-id', randomUUID());
    let answer: Answer;
    let fault: Fault | undefined;
    try {
      const request = readS3Request(message, now());
      const operation = identifyOperation(request);
      const { bucket } = request;
      const key = request.key && fromByteKey(request.key);
      const nth = count(operation);
      fault = options.faults?.({ operation, bucket, key, count: nth });
      if (fault?.kind === 'delay') await wait(fault.ms);
      if (fault?.kind === 'drop_before') return void message.socket.destroy();
      answer =
        fault?.kind === 'error'
          ? xmlAnswer(fault.status, errorXml(fault.code, 'A fault planned by the test.'))
          : await perform[operation](request);
    } catch (error) {
      // The client broke off in the middle of its body: nobody is left to answer.
      if (message.destroyed && !message.complete) return;
      answer = errorAnswer(error);
      if (error instanceof S3Error && error.code === 'NotImplemented') count('NotImplemented');
    }
    if (fault?.kind === 'drop_after') {
      discardAnswer(answer);
      message.socket.destroy();
      return;
    }
    await sendAnswer(answer, response, {
      withBody: message.method !== 'HEAD',
      cut: fault?.kind === 'truncate',
    });
  }

  const server = createServer((message, response) => {
    // Only a client that went away makes sending fail.
    const handled = handle(message, response).catch(() => void message.socket.destroy());
    inHand.add(handled);
    void handled.finally(() => inHand.delete(handled));
  });
  // Longer than any client keeps an idle connection: it must not meet one that closes under its next request.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    counts: () => Object.fromEntries(counts),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(inHand);
      server.closeAllConnections();
      await closed;
    },
  };
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof S3Error)
    return xmlAnswer(error.status, errorXml(error.code, error.message, error.facts));
  return xmlAnswer(500, errorXml('InternalError', String(error)));
}
