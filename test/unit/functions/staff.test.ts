import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { staffVerifier } from '../../../functions/staff';

const everyone = { groups: ['reviewer', 'legal', 'manager', 'admin', 'auditor'] } as const;

describe('a staff token', () => {
  let server: Server;
  let issuer: string;
  let sign: (
    claims?: Record<string, unknown>,
    more?: { issuer?: string; expires?: string; alg?: string },
  ) => Promise<string>;
  let forge: () => Promise<string>;
  let verify: ReturnType<typeof staffVerifier>;

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const foreign = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] }))).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const token = (claims: Record<string, unknown>, more: { issuer?: string; expires?: string }) =>
      new SignJWT({
        token_use: 'access',
        client_id: 'client',
        username: 'rita',
        'cognito:groups': ['reviewer'],
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .setSubject('sub-1')
        .setIssuer(more.issuer ?? issuer)
        .setExpirationTime(more.expires ?? '1h');
    sign = (claims = {}, more = {}) => token(claims, more).sign(privateKey);
    forge = () => token({}, {}).sign(foreign.privateKey);
    verify = staffVerifier(issuer, 'client');
  });
  afterAll(() => server.close());

  const bearer = async (token: Promise<string>) => `Bearer ${await token}`;

  it('says who it is and in which role', async () => {
    expect(await verify(await bearer(sign()), everyone)).toEqual({ role: 'REV', id: 'rita' });
    const both = sign({ 'cognito:groups': ['admin', 'legal'] });
    expect(await verify(await bearer(both), everyone)).toEqual({ role: 'LEG', id: 'rita' });
    expect(await verify(await bearer(both), { groups: ['admin'] })).toEqual({ role: 'ADM', id: 'rita' });
  });

  it.each([
    ['another issuer', () => sign({}, { issuer: 'https://evil.example' })],
    ['a time that is over', () => sign({}, { expires: '-1m' })],
    ['the identity, not the access', () => sign({ token_use: 'id' })],
    ['another client', () => sign({ client_id: 'other' })],
    ["somebody else's signature", () => forge()],
    [
      'no signature at all',
      async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await sign()).split('.')[1]}.`,
    ],
  ])('of %s is refused', async (_name, token) => {
    await expect(verify(await bearer(token()), everyone)).rejects.toMatchObject({ kind: 'unauthenticated' });
  });

  it('is needed, and its groups must be those of the route', async () => {
    await expect(verify(undefined, everyone)).rejects.toMatchObject({ kind: 'unauthenticated' });
    await expect(verify(await bearer(sign()), { groups: ['admin'] })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(verify(await bearer(sign({ 'cognito:groups': undefined })), everyone)).rejects.toMatchObject(
      {
        kind: 'forbidden',
      },
    );
  });

  it('cannot be judged while the keys cannot be fetched: that is our fault, not its', async () => {
    const unreachable = staffVerifier('http://127.0.0.1:1', 'client');
    await expect(unreachable(await bearer(sign()), everyone)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
