import type { z } from 'zod';
import type { FieldProblem, ProblemKind } from '../problem';
import { Problem, UNKNOWN_FIELD } from '../problem';

/** RFC 9457 members for each kind: the one table from problems to HTTP. */
export const PROBLEMS = {
  invalid: { status: 422, title: 'The request needs to be corrected' },
  unauthenticated: { status: 401, title: 'Sign in or send a valid API key' },
  forbidden: { status: 403, title: 'Not allowed for this caller' },
  not_found: { status: 404, title: 'There is no such thing here' },
  conflict: { status: 409, title: 'Somebody else was first' },
  refused: { status: 409, title: 'Not possible in this state' },
  precondition_failed: { status: 412, title: 'It has changed since it was read' },
  precondition_required: { status: 428, title: 'Say which state of it you have read' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Try again later' },
  corrupt: { status: 500, title: 'Stored data is damaged' },
} as const satisfies Record<ProblemKind, { status: number; title: string }>;

export interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly FieldProblem[];
  readonly facts?: Readonly<Record<string, unknown>>;
}

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** @param requestId names this occurrence; the caller quotes it and the log holds it. */
export function toProblemJson(problem: Problem, requestId: string): ProblemJson {
  const { errors, facts } = problem.details;
  return {
    type: `urn:copydesk:problem:${problem.kind}`,
    ...PROBLEMS[problem.kind],
    detail: problem.message,
    instance: `urn:copydesk:request:${requestId}`,
    ...(errors && { errors }),
    ...(facts && { facts }),
  };
}

/** The answer to an error nobody meant to throw: says nothing of what went wrong inside. */
export const unexpectedProblemJson = (requestId: string): ProblemJson => ({
  type: 'urn:copydesk:problem:unexpected',
  title: 'Something went wrong on our side',
  status: 500,
  detail: 'Nothing you sent is at fault. Try again; if it stays, quote the instance to the operator.',
  instance: `urn:copydesk:request:${requestId}`,
});

/** JSON pointer (RFC 6901) of a path of keys. */
const pointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function fieldProblems(issue: z.core.$ZodIssue, base: readonly PropertyKey[] = []): readonly FieldProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointer([...path, key]),
      detail: UNKNOWN_FIELD,
    }));
  // The branch that came nearest explains most: the one with the fewest issues.
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    if (nearest.length > 0) return nearest.flatMap((inner) => fieldProblems(inner, path));
  }
  return [{ pointer: pointer(path), detail: issue.message }];
}

/** @throws Problem `invalid` with a pointer for every wrong field. */
export function parseAs<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => fieldProblems(issue));
  const count = errors.length === 1 ? 'one field needs' : `${errors.length} fields need`;
  throw new Problem('invalid', `${count} to be corrected`, { errors });
}

/** @throws Problem `invalid` where `text` is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem('invalid', 'the body is not valid JSON', {
      errors: [{ pointer: '', detail: 'expected one JSON object in UTF-8' }],
    });
  }
}
