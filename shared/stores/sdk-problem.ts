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

/** The Problem that an SDK's exception means, or the exception itself where it means none. */
export function sdkProblem(error: unknown, doing: string): unknown {
  if (!(error instanceof Error) || error instanceof Problem) return error;
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  const serverFault = ($metadata?.httpStatusCode ?? 0) >= 500;
  const name = typeof code === 'string' && Object.hasOwn(meanings, code) ? code : error.name;
  const meaning = Object.hasOwn(meanings, name) ? meanings[name] : serverFault ? busy : undefined;
  return meaning
    ? new Problem(meaning.kind, `${doing}: ${meaning.advice} (${name})`, { cause: error })
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
