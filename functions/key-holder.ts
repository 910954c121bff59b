import { authenticate } from '../shared/desk/authenticate';
import type { Submitter } from '../shared/desk/accept-article';
import type { Source } from '../shared/desk/advise-article';
import type { ApiKey, Desk, Scope } from '../shared/desk/desk';
import type { PublisherId } from '../shared/ids';
import { Problem } from '../shared/problem';
import { idempotencyKey } from '../shared/wire/fields';
import { parseAs } from '../shared/wire/problem-json';
import type { RouteAuth } from '../shared/wire/routes';
import type { Call } from './http';

/** Absent on public routes. */
export type KeyHolder = ApiKey | undefined;

const presentedKey = (call: Call): string | undefined =>
  call.header('x-api-key') ?? /^Bearer (\S+)$/i.exec(call.header('authorization') ?? '')?.[1];

/** Who calls the intake: the holder of a key with the route's scope; where the route is public, of any, or nobody in particular. */
export const keyHolder =
  (desk: Pick<Desk, 'registry' | 'now'>) =>
  async (auth: RouteAuth, call: Call): Promise<KeyHolder> => {
    const presented = presentedKey(call);
    if (auth === 'public') return presented === undefined ? undefined : authenticate(desk, presented, 'any');
    if (auth === 'session' || 'groups' in auth)
      throw new Problem('forbidden', 'this address is for people who sign in');
    return authenticate(desk, presented, auth.scope);
  };

/** A key with a complaint, which needs none, says who files. @throws Problem `forbidden` where it may not. */
export function filerOf(key: KeyHolder): KeyHolder {
  if (key && !key.scopes.includes('notices:write'))
    throw new Problem('forbidden', 'this key lacks the scope notices:write; file without it, or ask for one');
  return key;
}

/** The sender of an article is the owner of its key. */
export function senderOf(key: KeyHolder, original: boolean): Submitter & { readonly submitter: PublisherId } {
  if (!key) throw new Problem('unauthenticated', 'send an API key');
  const { siteId, publisherId } = key;
  return { siteId, submitter: publisherId, publisherId, original };
}

/** Who may say what becomes of articles: the owner of a key with one of the scopes. */
export function sourceOf(key: KeyHolder, scopes: readonly Scope[]): Source {
  const { siteId, submitter, publisherId } = senderOf(key, false);
  if (!key?.scopes.some((scope) => scopes.includes(scope)))
    throw new Problem('forbidden', `this needs a key with ${scopes.join(' or ')}`);
  return { siteId, submitter, ...(publisherId && { publisherId }) };
}

/** The Idempotency-Key header. @throws Problem `invalid` where it is malformed. */
export function idempotencyKeyOf(call: Call): string | undefined {
  const sent = call.header('idempotency-key');
  return sent === undefined ? undefined : parseAs(idempotencyKey, sent);
}
