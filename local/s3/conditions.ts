import { S3Error } from './s3-error';

export type WriteCondition =
  | { readonly kind: 'none' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'present' }
  | { readonly kind: 'etag'; readonly etag: string };

interface Headers {
  readonly [name: string]: string | undefined;
}

/** What S3 keeps as an ETag, without the quotes a header may put round it. */
export function bareEtag(text: string): string {
  return text.trim().replace(/^"(.*)"$/, '$1');
}

export function putCondition(headers: Headers): WriteCondition {
  const ifMatch = headers['if-match'];
  if (headers['if-none-match'] !== undefined) {
    if (ifMatch === undefined) return { kind: 'absent' };
    throw new S3Error(
      'NotImplemented',
      'If-Match and If-None-Match on one write are not supported, as on S3.',
    );
  }
  if (ifMatch === undefined) return { kind: 'none' };
  if (ifMatch === '*')
    throw new S3Error('NotImplemented', 'If-Match: * on a write is not supported: give an ETag.');
  return { kind: 'etag', etag: bareEtag(ifMatch) };
}

export function deleteCondition(ifMatch: string | undefined): WriteCondition {
  if (ifMatch === undefined) return { kind: 'none' };
  return ifMatch === '*' ? { kind: 'present' } : { kind: 'etag', etag: bareEtag(ifMatch) };
}

/**
 * Throws unless the condition holds for the object now under the key. S3 answers 404 to an ETag for a key that is
 * not there and 412 to every other failed condition (user guide, "conditional writes" and "conditional deletes").
 */
export function requireCondition(
  condition: WriteCondition,
  current: { readonly etag: string } | undefined,
): void {
  switch (condition.kind) {
    case 'none':
      return;
    case 'absent':
      if (current) throw preconditionFailed('If-None-Match');
      return;
    case 'present':
      if (!current) throw preconditionFailed('If-Match');
      return;
    case 'etag':
      if (!current) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
      if (current.etag !== condition.etag) throw preconditionFailed('If-Match');
  }
}

/** RFC 9110 section 13.2.2: If-Match outranks If-Unmodified-Since, If-None-Match outranks If-Modified-Since. */
export function readOutcome(
  headers: Headers,
  current: { readonly etag: string; readonly lastModifiedAt: number },
): 'read' | 'not_modified' {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  const unmodifiedSince = httpDate(headers['if-unmodified-since']);
  const modifiedSince = httpDate(headers['if-modified-since']);
  // HTTP dates have whole seconds.
  const modifiedAt = Math.floor(current.lastModifiedAt / 1000) * 1000;

  if (ifMatch !== undefined) {
    if (!namesEtag(ifMatch, current.etag)) throw preconditionFailed('If-Match');
  } else if (unmodifiedSince !== undefined && modifiedAt > unmodifiedSince) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) return namesEtag(ifNoneMatch, current.etag) ? 'not_modified' : 'read';
  return modifiedSince !== undefined && modifiedAt <= modifiedSince ? 'not_modified' : 'read';
}

function namesEtag(header: string, etag: string): boolean {
  return header.trim() === '*' || header.split(',').some((item) => bareEtag(item) === etag);
}

function httpDate(header: string | undefined): number | undefined {
  const at = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(at) ? undefined : at;
}

function preconditionFailed(header: string): S3Error {
  return new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    Condition: header,
  });
}
