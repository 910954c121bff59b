import { element, xmlDocument } from './xml';

/** The error codes this emulator answers with, and their HTTP status. */
const STATUS = {
  AccessDenied: 403,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidDigest: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidURI: 400,
  KeyTooLongError: 400,
  MalformedTrailerError: 400,
  MalformedXML: 400,
  MetadataTooLarge: 400,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
  XAmzContentSHA256Mismatch: 400,
} as const satisfies Record<string, number>;

export type S3ErrorCode = keyof typeof STATUS;

export class S3Error extends Error {
  constructor(
    readonly code: S3ErrorCode,
    message: string,
    /** Further elements of the answer, e.g. `Condition` or `ServerTime`. */
    readonly facts: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'S3Error';
  }

  get status(): number {
    return STATUS[this.code];
  }
}

export function errorXml(
  code: string,
  message: string,
  facts: Readonly<Record<string, string>> = {},
): string {
  const children = Object.entries(facts).map(([name, value]) => element(name, value));
  return xmlDocument(element('Error', [element('Code', code), element('Message', message), ...children]));
}
