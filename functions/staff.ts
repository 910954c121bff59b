import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { Actor, Role } from '../shared/case/case';
import { Problem } from '../shared/problem';
import type { RouteAuth, StaffGroup } from '../shared/wire/routes';

/** A person's role is that of the first of these groups they are in: who may decide, decides. */
const ROLE_OF_GROUP = {
  legal: 'LEG',
  reviewer: 'REV',
  manager: 'MGR',
  admin: 'ADM',
  auditor: 'AUD',
} as const satisfies Record<StaffGroup, Role>;

const GROUPS = Object.keys(ROLE_OF_GROUP) as readonly StaffGroup[];

const refusal = () =>
  new Problem('unauthenticated', 'sign in: send a current access token as Authorization: Bearer');

/**
 * Verifies access tokens of a Cognito user pool: signature against the pool's published keys, issuer, expiry, and the
 * claims that stand where others have `aud` (token_use, client_id). The gateway has checked them before; a function
 * reached some other way must not trust that.
 */
export function staffVerifier(issuer: string, clientId: string) {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));

  async function claimsOf(token: string) {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError))
        throw new Problem('unavailable', 'the sign-in service cannot be asked; try again', { cause: error });
      throw refusal();
    }
  }

  /** @throws Problem `unauthenticated`, or `forbidden` for who is in none of the route's groups. */
  return async (authorization: string | undefined, auth: RouteAuth): Promise<Actor> => {
    const [, token] = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) throw refusal();
    const claims = await claimsOf(token);
    if (claims['token_use'] !== 'access' || claims['client_id'] !== clientId) throw refusal();
    const inGroups = claims['cognito:groups'];
    const groups = GROUPS.filter((group) => Array.isArray(inGroups) && inGroups.includes(group));
    const allowed = typeof auth === 'object' && 'groups' in auth ? auth.groups : [];
    const group = groups.find((each) => allowed.includes(each));
    if (group === undefined)
      throw new Problem('forbidden', `this is for ${allowed.join(', ')}; ask the desk's administrator`);
    const { username, sub } = claims;
    return { role: ROLE_OF_GROUP[group], id: typeof username === 'string' ? username : String(sub) };
  };
}
