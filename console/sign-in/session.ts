import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { apiClient } from '../../shared/wire/client';

/** Who works here now. */
export interface Session {
  readonly username: string;
  readonly groups: readonly string[];
  readonly issuer: string;
  /** For the Authorization header. */
  authorization(): string | undefined;
  /** After an answer of 401: renews the token if that can be done without the person, or else signs in anew. */
  renew(): Promise<void>;
  signOut(): Promise<void>;
}

const base = import.meta.env.BASE_URL;
const callbackPath = `${base}signed-in`;

/** Where to go on after signing in; kept while the browser is away. */
interface ReturnTo {
  readonly path: string;
}

const pathOf = ({ pathname, search }: Location): string => pathname + search;

/**
 * Signs in by OpenID Connect, code flow with PKCE. Tokens live in this tab's session storage and nowhere else.
 * @returns 'signing in' while the browser is on its way to the sign-in pages.
 */
export async function openSession(window: Window): Promise<Session | 'signing in'> {
  const { location, history, sessionStorage } = window;
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
    url.searchParams.delete('login_hint');
    const state: ReturnTo = { path: url.pathname === callbackPath ? base : url.pathname + url.search };
    await manager.signinRedirect({ state, ...(hint !== null && { login_hint: hint, prompt: 'login' }) });
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
  const claims = claimsOf(user.access_token);
  return {
    username: String(claims['username'] ?? claims['sub']),
    groups: listOf(claims['cognito:groups']),
    issuer: where.issuer,
    authorization: () => `Bearer ${user.access_token}`,
    async renew() {
      const renewed = await manager.signinSilent().catch(() => null);
      if (renewed === null) await signIn();
    },
    async signOut() {
      await manager.revokeTokens(['refresh_token']).catch(() => undefined);
      await manager.removeUser();
      location.assign(`${base}?signed-out`);
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
