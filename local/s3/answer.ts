import { closeSync, createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Some bytes of an open file. Whoever ends up with the answer closes it, by `sendAnswer` or `discardAnswer`. */
interface FileSlice {
  readonly fd: number;
  readonly start: number;
  readonly length: number;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FileSlice;
}

export function xmlAnswer(status: number, body: string): Answer {
  return { status, headers: { 'Content-Type': 'application/xml' }, body };
}

/** Sends the answer; `cut` names the full length but sends only half of the body, then breaks the connection. */
export async function sendAnswer(
  answer: Answer,
  response: ServerResponse,
  options: { readonly withBody: boolean; readonly cut: boolean },
): Promise<void> {
  const { body } = answer;
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : undefined;
  const length = bytes?.length ?? (body as FileSlice | undefined)?.length;
  const keep = options.cut ? Math.floor((length ?? 0) / 2) : (length ?? 0);
  try {
    response.writeHead(answer.status, {
      ...answer.headers,
      // Neither of these may have a body, nor may 304 name the length of one it does not send.
      ...(answer.status === 204 || answer.status === 304 ? {} : { 'Content-Length': length ?? 0 }),
    });
    if (options.withBody && bytes) response.write(bytes.subarray(0, keep));
    if (options.withBody && typeof body === 'object' && keep > 0) {
      const file = createReadStream('', {
        fd: body.fd,
        autoClose: false,
        start: body.start,
        end: body.start + keep - 1,
        highWaterMark: 256 * 1024,
      });
      await pipeline(file, response, { end: false });
    }
    if (options.cut) await breakOff(response);
    else response.end();
  } finally {
    discardAnswer(answer);
  }
}

export function discardAnswer(answer: Answer): void {
  if (typeof answer.body === 'object') closeSync(answer.body.fd);
}

/** Lets what was written reach the client first. */
async function breakOff(response: ServerResponse): Promise<void> {
  const { socket } = response;
  response.flushHeaders();
  await new Promise<void>((resolve) => {
    if (!socket || socket.destroyed) resolve();
    else socket.write('', () => resolve());
  });
  socket?.destroy();
}
