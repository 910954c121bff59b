import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { apiClient } from '../../shared/wire/client';

/** Who works here now. */
export interface Session {
  readonly username: string;
  readonly groups: readonly string[];
  readonly issuer: string;
  /** For the Authorization header. */
  readonly authorization: () => string | undefined;
  /** After an answer of 401: renews the token if that can be done without the person, or else signs in anew. */
  readonly renew: () => Promise<void>;
  readonly signOut: () => Promise<void>;
}

const base = import.meta.env.BASE_URL;
const callbackPath = `${base}signed-in`;
const SIGNED_OUT = '?signed-out';

/** When the browser was last sent to the sign-in pages, milliseconds since the epoch. */
const SENT_AT = 'copydesk.sent-to-sign-in';
/** Nobody signs in by hand, works and has to sign in again within so little. */
const ROUND_MS = 3_000;

/** Where to go on after signing in; kept while the browser is away. */
interface ReturnTo {
  readonly path: string;
}

const pathOf = ({ pathname, search }: Location): string => pathname + search;

/**
 * Signs in by OpenID Connect, code flow with PKCE. Tokens live in this tab's session storage and nowhere else.
 * @returns 'signing in' while the browser is on its way to the sign-in pages.
 */
export async function openSession(window: Window): Promise<Session | 'signing in' | 'signed out'> {
  const { location, history, sessionStorage } = window;
  if (location.search === SIGNED_OUT) return 'signed out';
  const { body: where } = await apiClient({ baseUrl: '', fetch: window.fetch.bind(window) })('signIn');
  const store = new WebStorageStateStore({ store: sessionStorage });
  const manager = new UserManager({
    authority: where.issuer,
    client_id: where.clientId,
    redirect_uri: location.origin + callbackPath,
    scope: 'openid profile email',
    userStore: store,
    stateStore: store,
    automaticSilentRenew: true,
  });

  const signIn = async (): Promise<'signing in'> => {
    const url = new URL(location.href);
    const hint = url.searchParams.get('login_hint');
    // Whoever signed out, or is named, is asked anew who they are.
    const anew = hint !== null || url.searchParams.has('sign-in');
    // An API that takes no token of this pool would send the browser round for ever; a link that asks for it is a person's.
    const last = Number(sessionStorage.getItem(SENT_AT) ?? 0);
    if (!anew && Date.now() - last < ROUND_MS)
      throw new Error('The desk did not accept the sign-in of a moment ago. Its administrator can see why.');
    sessionStorage.setItem(SENT_AT, String(Date.now()));
    url.searchParams.delete('login_hint');
    url.searchParams.delete('sign-in');
    const state: ReturnTo = { path: url.pathname === callbackPath ? base : url.pathname + url.search };
    await manager.signinRedirect({
      state,
      ...(hint !== null && { login_hint: hint }),
      ...(anew && { prompt: 'login' }),
    });
    return 'signing in';
  };

  if (location.pathname === callbackPath) {
    const user = await manager.signinCallback();
    history.replaceState(null, '', (user?.state as ReturnTo | undefined)?.path ?? base);
  }
  const found = await manager.getUser();
  if (found === null || found.expired === true || pathOf(location).includes('login_hint=')) return signIn();
  let user: User = found;
  manager.events.addUserLoaded((renewed) => {
    user = renewed;
  });
  let renewing: Promise<void> | undefined;
  const renew = async (): Promise<void> => {
    const renewed = await manager.signinSilent().catch(() => null);
    if (renewed === null) await signIn();
  };
  const claims = claimsOf(user.access_token);
  return {
    username: String(claims['username'] ?? claims['sub']),
    groups: listOf(claims['cognito:groups']),
    issuer: where.issuer,
    authorization: () => `Bearer ${user.access_token}`,
    // Once, however many calls have met the end of the token.
    renew: () => (renewing ??= renew().finally(() => (renewing = undefined))),
    async signOut() {
      await manager.revokeTokens(['refresh_token']).catch(() => undefined);
      await manager.removeUser();
      location.assign(base + SIGNED_OUT);
    },
  };
}

/** What the token says, to be shown: the API alone checks it. */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const payload = token.split('.')[1] ?? '';
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  );
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
