import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { hasSha256, sha256 } from '../shared/desk/digest';

/** Sent by our front door alone (infra/front-door.ts). */
const DOOR_HEADER = 'x-copydesk-door';

/**
 * The address of who calls. Behind the front door the gateway sees CloudFront, which has put the caller's address last
 * but one into X-Forwarded-For, behind whatever the caller wrote there. Who goes past the door is known to the gateway.
 */
export function sourceAddress(
  event: Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>,
  doorToken: string,
): string {
  const behindDoor = hasSha256(event.headers[DOOR_HEADER] ?? '', sha256(doorToken));
  const viewer = event.headers['x-forwarded-for']?.split(',').at(-2)?.trim();
  return (behindDoor ? viewer : undefined) ?? event.requestContext.http.sourceIp;
}
