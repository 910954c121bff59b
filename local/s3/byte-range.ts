import { S3Error } from './s3-error';

export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/** The bytes a `Range` header asks of an object of `size` bytes; undefined for no header. Several ranges are refused. */
export function parseByteRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) {
    throw new S3Error('NotImplemented', `Range: ${header} is not one range of bytes.`);
  }
  if (first !== '' && last !== '' && Number(last) < Number(first)) {
    throw new S3Error('NotImplemented', `Range: ${header} ends before it starts.`);
  }
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (start >= end) {
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', {
      RangeRequested: header,
      ActualObjectSize: String(size),
    });
  }
  return { start, length: end - start };
}
