import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Context, Provider } from 'oidc-provider';
import type { DemoUser } from './demo-users';
import { signingKeys, type SigningKeys } from './signing-keys';
import { signInPage } from './sign-in-page';

/** A public client of the user pool: authorization code with PKCE, no secret. */
export interface IssuerClient {
  readonly clientId: string;
  readonly callbackUrls: readonly string[];
  readonly scopes: readonly string[];
  /** Seconds. */
  readonly accessTokenValidity: number;
}

export interface IssuerSettings {
  readonly clients: readonly IssuerClient[];
  readonly users: readonly DemoUser[];
}

export interface Issuer {
  /** Takes the clients and users of the template's user pool; until then every request gets 503. */
  open(settings: IssuerSettings): Promise<void>;
  close(): Promise<void>;
}

const resource = 'urn:copydesk:api';

/** A token issuer in the manner of a Cognito user pool, on 127.0.0.1. `dir` keeps its keys. */
export async function startIssuer(dir: string, port: number): Promise<Issuer> {
  const keys = signingKeys(dir);
  let handle = async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.writeHead(503).end('The stack is still being built.');
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(error instanceof Error ? error.message : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    async open(settings) {
      const { Provider } = await import('oidc-provider');
      const provider = new Provider(`http://127.0.0.1:${port}`, configuration(settings, keys));
      handle = handler(provider, settings.users);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function handler(provider: Provider, users: readonly DemoUser[]) {
  const protocol = provider.callback();
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!request.url?.startsWith('/sign-in/')) return protocol(request, response);
    const { params } = await provider.interactionDetails(request, response);
    const known = (username: unknown) => users.find((user) => user.username === username);
    const hinted = known(params['login_hint']);
    // A link of `npm start` names who it is for; nobody here has a password that could be asked for.
    if (hinted)
      return provider.interactionFinished(request, response, { login: { accountId: hinted.username } });
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
      const username = new URLSearchParams(body).get('username');
      if (!known(username))
        throw new Error(
          `Nobody here is called ${username}; there are ${users.map((user) => user.username).join(', ')}.`,
        );
      return provider.interactionFinished(request, response, { login: { accountId: username! } });
    }
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(signInPage(request.url, users));
  };
}

function configuration(
  { clients, users }: IssuerSettings,
  { jwks, cookieKey }: SigningKeys,
): Record<string, unknown> {
  const clientOf = (clientId: string) => clients.find((client) => client.clientId === clientId);
  const groupsOf = (username: string) => users.find((user) => user.username === username)?.groups ?? [];
  return {
    jwks,
    cookies: { keys: [cookieKey] },
    // The console renews its token from its own origin, as it does at Cognito.
    clientBasedCORS: (_context: Context, origin: string, { clientId }: { clientId: string }) =>
      clientOf(clientId)?.callbackUrls.some((url) => new URL(url).origin === origin) ?? false,
    issueRefreshToken: () => true,
    clients: clients.map(({ clientId, callbackUrls, scopes }) => ({
      client_id: clientId,
      token_endpoint_auth_method: 'none',
      redirect_uris: callbackUrls,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: scopes.join(' '),
    })),
    scopes: [...new Set(clients.flatMap((client) => client.scopes))],
    claims: { openid: ['sub', 'cognito:groups', 'cognito:username'] },
    routes: { jwks: '/.well-known/jwks.json', authorization: '/oauth2/authorize', token: '/oauth2/token' },
    interactions: { url: (_context: Context, { uid }: { uid: string }) => `/sign-in/${uid}` },
    findAccount: (_context: Context, accountId: string) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        'cognito:username': accountId,
        'cognito:groups': groupsOf(accountId),
      }),
    }),
    // The desk's own client needs nobody's consent, as in Cognito.
    async loadExistingGrant({ oidc }: Context) {
      const { clientId } = oidc.client;
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
      const scope = clientOf(clientId)?.scopes.join(' ') ?? '';
      grant.addOIDCScope(scope);
      grant.addResourceScope(resource, scope);
      await grant.save();
      return grant;
    },
    extraTokenClaims: (_context: Context, token: { accountId?: string }) => ({
      token_use: 'access',
      username: token.accountId,
      'cognito:groups': groupsOf(token.accountId ?? ''),
    }),
    formats: {
      customizers: {
        // Cognito's access tokens carry no `aud`; oidc-provider insists on one, so it gets one that JSON leaves out.
        jwt(_context: Context, _token: unknown, { payload }: { payload: Record<string, unknown> }) {
          payload['aud'] = { toJSON: () => undefined };
        },
      },
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context: Context, _resource: string, client: { clientId: string }) => ({
          scope: clientOf(client.clientId)?.scopes.join(' ') ?? '',
          accessTokenFormat: 'jwt',
          accessTokenTTL: clientOf(client.clientId)?.accessTokenValidity ?? 3600,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    ttl: {
      Session: 24 * 3600,
      Grant: 24 * 3600,
      Interaction: 3600,
      IdToken: 3600,
      AccessToken: 3600,
      RefreshToken: 12 * 3600,
    },
  };
}
