import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { stranger } from '../../../functions/requester';
import { sourceAddress } from '../../../functions/source-address';
import { routes } from '../../../shared/wire/routes';

const from = (headers: Readonly<Record<string, string>>) =>
  sourceAddress(
    {
      headers,
      requestContext: { http: { sourceIp: '198.51.100.1' } },
    } as unknown as APIGatewayProxyEventV2,
    'the token',
  );

describe('the address of a caller', () => {
  it.each([
    ['past the door', {}, '198.51.100.1'],
    [
      'who forges it, past the door',
      { 'x-forwarded-for': '192.0.2.9, 192.0.2.10, 198.51.100.1' },
      '198.51.100.1',
    ],
    [
      'who guesses the token',
      { 'x-copydesk-door': 'a guess', 'x-forwarded-for': '192.0.2.9, 198.51.100.1' },
      '198.51.100.1',
    ],
    [
      'through the door',
      { 'x-copydesk-door': 'the token', 'x-forwarded-for': '192.0.2.9, 198.51.100.1' },
      '192.0.2.9',
    ],
    [
      'who forges it, through the door',
      { 'x-copydesk-door': 'the token', 'x-forwarded-for': '203.0.113.99, 192.0.2.9, 198.51.100.1' },
      '192.0.2.9',
    ],
  ])('%s', (_who, headers, address) => {
    expect(from(headers)).toBe(address);
  });

  it('of IPv6 counts by the network it has all of', () => {
    const route = routes[0];
    const sourceOf = (address: string) => stranger(route, address);
    expect(sourceOf('2001:db8:1:2::1')).toEqual(sourceOf('2001:db8:1:2:ffff::9'));
    expect(sourceOf('2001:db8:1:2::1')).not.toEqual(sourceOf('2001:db8:1:3::1'));
    expect(sourceOf('::1')).not.toEqual(sourceOf('2001::1'));
    expect(sourceOf('192.0.2.9')).toMatchObject({ source: '192.0.2.9' });
  });
});
