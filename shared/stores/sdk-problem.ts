import { Problem, type ProblemKind } from '../problem';

interface Meaning {
  readonly kind: ProblemKind;
  readonly advice: string;
}

const busy: Meaning = { kind: 'unavailable', advice: 'it is busy; try again' };
const lost: Meaning = {
  kind: 'unavailable',
  advice: 'no answer came, so it may or may not have happened; try again',
};
const missing: Meaning = { kind: 'unavailable', advice: 'the resource does not exist; check the deployment' };
const denied: Meaning = { kind: 'unavailable', advice: "permission is missing; check the function's role" };
const raced: Meaning = { kind: 'conflict', advice: 'somebody else was first; read again' };

/** What each exception of the SDKs asks of our caller. One that is not here is a bug of ours and stays as it is. */
const meanings: Readonly<Record<string, Meaning>> = {
  ConditionalCheckFailedException: raced,
  TransactionConflictException: raced,
  TransactionInProgressException: busy,
  ProvisionedThroughputExceededException: busy,
  RequestLimitExceeded: busy,
  ThrottlingException: busy,
  Throttling: busy,
  ThrottledException: busy,
  RequestThrottled: busy,
  TooManyRequestsException: busy,
  LimitExceededException: busy,
  SendingPausedException: busy,
  SlowDown: busy,
  OverLimit: busy,
  ServiceUnavailable: busy,
  ServiceUnavailableException: busy,
  InternalError: busy,
  InternalServerError: busy,
  InternalErrorException: busy,
  TimeoutError: lost,
  AbortError: lost,
  NetworkingError: lost,
  ECONNREFUSED: lost,
  ECONNRESET: lost,
  EPIPE: lost,
  ETIMEDOUT: lost,
  ENOTFOUND: lost,
  EAI_AGAIN: lost,
  ResourceNotFoundException: missing,
  NoSuchBucket: missing,
  QueueDoesNotExist: missing,
  NotFoundException: missing,
  AccessDenied: denied,
  AccessDeniedException: denied,
  AuthorizationErrorException: denied,
  ExpiredTokenException: denied,
  UnrecognizedClientException: denied,
  BadDigest: { kind: 'corrupt', advice: 'the bytes changed on their way' },
  InvalidRange: { kind: 'corrupt', advice: 'the object is shorter than it should be' },
  MessageRejected: { kind: 'refused', advice: 'the mail service will not send this' },
  MailFromDomainNotVerifiedException: { kind: 'refused', advice: 'verify the sender domain in SES' },
  AccountSuspendedException: { kind: 'refused', advice: 'the account may not send mail' },
};

interface SdkError extends Error {
  /** Of the operating system, e.g. ECONNRESET. */
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

function meaningOf({ name, code, $metadata }: SdkError): Meaning | undefined {
  for (const word of [code, name])
    if (typeof word === 'string' && Object.hasOwn(meanings, word)) return meanings[word];
  if (($metadata?.httpStatusCode ?? 0) >= 500) return busy;
  // It was sent, and nothing that could be read came back.
  return $metadata?.attempts && $metadata.httpStatusCode === undefined ? lost : undefined;
}

/** The Problem that an SDK's exception means, or the exception itself where it means none. */
function sdkProblem(error: unknown, doing: string): unknown {
  if (!(error instanceof Error) || error instanceof Problem) return error;
  const meaning = meaningOf(error);
  return meaning
    ? new Problem(meaning.kind, `${doing}: ${meaning.advice} (${error.name})`, { cause: error })
    : error;
}

/** Runs one SDK call. @param doing what it is for, as the message begins: `reading article art_…`. */
export async function calling<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw sdkProblem(error, doing);
  }
}
