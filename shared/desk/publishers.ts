import type { KeyId, PublisherId } from '../ids';
import { Problem } from '../problem';
import type { ApiKey, Desk, Publisher } from './desk';
import { sha256 } from './digest';
import type { IssueKeyRequest } from '../wire/publishers';

/** A publisher as staff take it down. */
export type PublisherRecord = Pick<Publisher, 'id' | 'name' | 'email' | 'domains'>;

/** @throws Problem `conflict` where the id is taken. */
export async function createPublisher(
  desk: Pick<Desk, 'registry'>,
  publisher: PublisherRecord,
): Promise<PublisherRecord> {
  if (!(await desk.registry.putPublisher(publisher)))
    throw new Problem('conflict', `there is a publisher ${publisher.id} already; choose another id`);
  return publisher;
}

/** @throws Problem `conflict` where the account is no longer as it was read. */
export async function changePublisher(
  desk: Pick<Desk, 'registry'>,
  publisher: Publisher,
  before: Publisher,
): Promise<void> {
  if (!(await desk.registry.changePublisher(publisher, before)))
    throw new Problem('conflict', 'the account was changed just now: look at it and send this again');
}

export interface IssuedKey {
  readonly id: KeyId;
  /** Shown this once; only its hash is kept. */
  readonly key: string;
}

/** @throws Problem `not_found` for an unknown publisher, `invalid` for an unknown site. */
export async function issueKey(
  desk: Pick<Desk, 'registry' | 'ids'>,
  publisherId: PublisherId,
  request: IssueKeyRequest & Pick<ApiKey, 'lastsDays'>,
): Promise<IssuedKey> {
  if (!(await desk.registry.publisher(publisherId)))
    throw new Problem('not_found', `there is no publisher ${publisherId}; create it first`);
  if (!(await desk.registry.site(request.siteId)))
    throw new Problem('invalid', `there is no site ${request.siteId}`, {
      errors: [{ pointer: '/siteId', detail: 'no settings for this site: set them with copydesk init' }],
    });
  const { name, siteId, scopes, expiresAt, lastsDays } = request;
  const id = desk.ids.key();
  const secret = desk.ids.secret();
  await desk.registry.putKey({
    id,
    name,
    publisherId,
    siteId,
    scopes,
    secretSha256: sha256(secret),
    ...(expiresAt && { expiresAt }),
    ...(lastsDays !== undefined && { lastsDays }),
  });
  return { id, key: `cdk_${id}_${secret}` };
}
