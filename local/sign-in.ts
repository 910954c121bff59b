import { createHash, randomBytes } from 'node:crypto';
import type { StackDescription } from './stack-description';

/**
 * Signs a demo user in as a browser would: authorization code with PKCE, through the issuer's own pages.
 * @returns an access token. @throws Error with the issuer's words when it refuses.
 */
export async function signIn(
  stack: Pick<StackDescription, 'issuer' | 'clientId' | 'callbackUrl'>,
  username: string,
): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const cookies = new Map<string, string>();
  const visit = async (url: string, body?: URLSearchParams): Promise<string> => {
    const response = await fetch(new URL(url, stack.issuer), {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`sign-in of ${username} failed: ${await response.text()}`);
    return location;
  };

  const query = new URLSearchParams({
    client_id: stack.clientId,
    redirect_uri: stack.callbackUrl,
    response_type: 'code',
    scope: 'openid',
    state: randomBytes(16).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await visit(`/oauth2/authorize?${query.toString()}`);
  const resume = await visit(page, new URLSearchParams({ username }));
  const callback = new URL(await visit(resume));
  const code = callback.searchParams.get('code');
  if (code === null || callback.searchParams.get('state') !== query.get('state'))
    throw new Error(
      `sign-in of ${username} failed: ${callback.searchParams.get('error_description') ?? 'no code came back'}`,
    );

  const response = await fetch(new URL('/oauth2/token', stack.issuer), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: stack.clientId,
      redirect_uri: stack.callbackUrl,
      code,
      code_verifier: verifier,
    }),
  });
  const answer = (await response.json()) as { access_token?: string; error_description?: string };
  if (answer.access_token === undefined)
    throw new Error(`sign-in of ${username} failed: ${answer.error_description ?? response.status}`);
  return answer.access_token;
}
