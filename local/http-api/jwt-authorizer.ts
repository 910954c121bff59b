import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';

export interface JwtAuthorizerOptions {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Milliseconds since the epoch, by the stack's clock. */
  readonly now: () => number;
}

export type Authorized =
  | {
      readonly ok: true;
      readonly claims: Readonly<Record<string, string>>;
      readonly scopes: readonly string[];
    }
  | { readonly ok: false; readonly status: 401 | 403; readonly reason: string };

export type JwtAuthorizer = (
  authorization: string | undefined,
  neededScopes: readonly string[],
) => Promise<Authorized>;

/** API Gateway's JWT authorizer: signature by the issuer's keys, iss, aud (else client_id), exp and nbf, then any one scope. */
export function jwtAuthorizer({ issuer, audience, now }: JwtAuthorizerOptions): JwtAuthorizer {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  return async (authorization, neededScopes) => {
    const token = authorization?.replace(/^Bearer /i, '');
    if (!token) return { ok: false, status: 401, reason: 'no token' };
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['exp'],
        currentDate: new Date(now()),
      });
      const meantFor = payload.aud === undefined ? [payload['client_id']] : [payload.aud].flat();
      if (!meantFor.some((client) => audience.includes(String(client))))
        return { ok: false, status: 401, reason: 'the token is meant for another client' };
      const scopes = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
      if (neededScopes.length > 0 && !neededScopes.some((scope) => scopes.includes(scope)))
        return { ok: false, status: 403, reason: 'the token lacks the scope' };
      return { ok: true, claims: asTexts(payload), scopes };
    } catch (error) {
      if (error instanceof errors.JOSEError) return { ok: false, status: 401, reason: error.message };
      throw error;
    }
  };
}

/** The gateway hands every claim on as a text; a list becomes `[a b]`. */
function asTexts(payload: JWTPayload): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? `[${value.join(' ')}]`
        : typeof value === 'object'
          ? JSON.stringify(value)
          : `${value as string | number | boolean}`,
    ]),
  );
}
