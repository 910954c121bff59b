import { parseKeyId } from '../ids';
import { Problem } from '../problem';
import type { ApiKey, Desk, Scope } from './desk';
import { hasSha256 } from './digest';

/** Stands in for the key that does not exist, so that finding none takes as long as finding one. */
const NO_KEY_SHA256 = '0'.repeat(64);

const refusal = () =>
  new Problem(
    'unauthenticated',
    'send a valid API key: Authorization: Bearer cdk_..., or x-api-key: cdk_...',
  );

/**
 * Who holds the API key `cdk_<key id>_<secret>`.
 * @throws Problem `unauthenticated`, in the same words whether the key is malformed, unknown, wrong, expired or
 * revoked; `forbidden` where a good key lacks the scope.
 */
export async function authenticate(
  desk: Pick<Desk, 'registry' | 'now'>,
  presented: string | undefined,
  scope: Scope | 'any',
): Promise<ApiKey> {
  const [, idText, secret] = /^cdk_([a-z0-9]+)_([\w-]+)$/.exec(presented ?? '') ?? [];
  const id = idText === undefined ? undefined : parseKeyId(idText);
  if (id === undefined || secret === undefined) throw refusal();
  const key = await desk.registry.key(id);
  const genuine = hasSha256(secret, key?.secretSha256 ?? NO_KEY_SHA256);
  const now = desk.now();
  if (
    !key ||
    !genuine ||
    key.revokedAt !== undefined ||
    (key.expiresAt !== undefined && key.expiresAt <= now)
  )
    throw refusal();
  if (scope !== 'any' && !key.scopes.includes(scope))
    throw new Problem(
      'forbidden',
      `this key lacks the scope ${scope}; ask the desk's administrator for one that has it`,
    );
  return key;
}
