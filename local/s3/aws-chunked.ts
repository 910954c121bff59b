import { S3Error } from './s3-error';

const MAX_LINE_BYTES = 8192;

/**
 * Takes the aws-chunked framing off a body: `size[;chunk-signature=…] CRLF data CRLF`, a chunk of size 0, trailers,
 * an empty line. Trailers are put into `trailers` (names in lower case) once the generator has ended.
 * Chunk signatures must be there in the signed variants but are not verified.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  variant: { readonly signed: boolean; readonly trailers: Map<string, string> },
): AsyncGenerator<Buffer> {
  const reader = bufferedReader(source);
  const header = variant.signed
    ? /^([0-9A-Fa-f]{1,12});chunk-signature=[0-9a-f]{64}$/
    : /^([0-9A-Fa-f]{1,12})(?:;.*)?$/;
  for (;;) {
    const size = header.exec(await reader.line())?.[1];
    if (size === undefined)
      throw new S3Error('IncompleteBody', 'A chunk of the aws-chunked body has no valid header.');
    const bytes = Number.parseInt(size, 16);
    if (bytes === 0) break;
    yield* reader.take(bytes);
    if ((await reader.line()) !== '') {
      throw new S3Error('IncompleteBody', 'A chunk of the aws-chunked body is longer than its header says.');
    }
  }
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const [, name, value] = /^([\w-]+):(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new S3Error(
        'MalformedTrailerError',
        'A trailer of the aws-chunked body is not of the form name:value.',
      );
    }
    variant.trailers.set(name.toLowerCase(), value.trim());
  }
  if (!(await reader.atEnd())) {
    throw new S3Error('IncompleteBody', 'The aws-chunked body goes on after its last line.');
  }
}

function bufferedReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let buffered: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const next = await chunks.next();
    if (next.done) return false;
    buffered = buffered.length === 0 ? next.value : Buffer.concat([buffered, next.value]);
    return true;
  }

  async function moreOrFail(): Promise<void> {
    if (!(await more()))
      throw new S3Error('IncompleteBody', 'The aws-chunked body ends before its last chunk.');
  }

  return {
    /** Up to CRLF, which is taken but not returned. */
    async line(): Promise<string> {
      let end = buffered.indexOf('\r\n');
      while (end < 0) {
        if (buffered.length > MAX_LINE_BYTES) {
          throw new S3Error('IncompleteBody', 'A line of the aws-chunked framing is too long.');
        }
        await moreOrFail();
        end = buffered.indexOf('\r\n');
      }
      const text = buffered.toString('latin1', 0, end);
      buffered = buffered.subarray(end + 2);
      return text;
    },
    async *take(bytes: number): AsyncGenerator<Buffer> {
      for (let left = bytes; left > 0;) {
        if (buffered.length === 0) await moreOrFail();
        const piece = buffered.subarray(0, left);
        buffered = buffered.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
    async atEnd(): Promise<boolean> {
      return buffered.length === 0 && !(await more());
    },
  };
}
