import type { LicenceId, PublisherId } from '../ids';
import type { Licence } from '../licence/licence';
import { Problem } from '../problem';
import type { Desk } from './desk';

/** From now on nothing more may be republished by it. @throws Problem `not_found`, also for another publisher's licence. */
export async function endLicence(
  desk: Pick<Desk, 'now' | 'registry'>,
  publisherId: PublisherId,
  id: LicenceId,
): Promise<Licence> {
  const licence = (await desk.registry.licencesOf(publisherId)).find((each) => each.id === id);
  if (!licence) throw new Problem('not_found', `you have no licence ${id}`);
  const now = desk.now();
  if (licence.until !== undefined && licence.until <= now) return licence;
  const ended: Licence = { ...licence, until: now };
  await desk.registry.putLicence(ended);
  return ended;
}
