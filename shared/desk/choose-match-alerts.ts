import { DAY, plus } from '../clock/instant';
import { matchAlertsChosen } from '../events';
import { Problem } from '../problem';
import type { MatchAlertsRequest } from '../wire/publishers';
import type { Desk, Publisher } from './desk';
import { type MatchAlerts, matchAlertsOf } from './match-alert-choice';
import { changePublisher } from './publishers';
import { newSigningSecret } from './signing-secret';

/** So long both secrets sign. */
const CHANGE_OVER_MS = DAY;

type ChoiceDesk = Pick<Desk, 'now' | 'ids' | 'registry' | 'cms'>;

/**
 * Stands from now on, also for what was found before and not told yet.
 * @returns a secret where the webhook has had none: shown this once.
 * @throws Problem `invalid` for an address that no webhook can have.
 */
export async function chooseMatchAlerts(
  desk: ChoiceDesk,
  publisher: Publisher,
  { by, endpoint, licensedToo, language }: MatchAlertsRequest,
): Promise<string | undefined> {
  const refusal = endpoint === undefined ? undefined : desk.cms.refusalOf(endpoint);
  const wrong =
    by === 'webhook' && endpoint === undefined ? 'name the address of your webhook' : refusal?.message;
  if (wrong !== undefined)
    throw new Problem('invalid', 'the choice cannot be taken', {
      errors: [{ pointer: '/endpoint', detail: wrong }],
    });
  const { secretSince } = matchAlertsOf(publisher);
  const chosen: MatchAlerts = {
    by,
    ...(endpoint !== undefined && { endpoint }),
    ...(licensedToo && { licensedToo }),
    ...(language !== undefined && { language }),
    ...(secretSince !== undefined && { secretSince }),
  };
  if (by === 'webhook' && secretSince === undefined) return withNewSecret(desk, publisher, chosen, 0);
  await setMatchAlerts(desk, publisher, chosen);
  return undefined;
}

/**
 * A new secret signs from now on, the former one beside it for a day.
 * @returns it, shown this once. @throws Problem `refused` where there is none to replace.
 */
export async function rotateAlertSecret(desk: ChoiceDesk, publisher: Publisher): Promise<string> {
  const chosen = matchAlertsOf(publisher);
  if (chosen.secretSince === undefined)
    throw new Problem('refused', 'there is no secret yet: it is made when you choose the webhook');
  return withNewSecret(desk, publisher, chosen, CHANGE_OVER_MS);
}

/** The secret first: no webhook is called without one. */
async function withNewSecret(
  desk: ChoiceDesk,
  publisher: Publisher,
  chosen: MatchAlerts,
  keepFormerMs: number,
): Promise<string> {
  const now = desk.now();
  const secret = newSigningSecret(desk.ids);
  await desk.registry.addAlertSecret(publisher.id, {
    secret,
    from: now,
    formerUntil: plus(now, keepFormerMs),
  });
  await setMatchAlerts(desk, publisher, { ...chosen, secretSince: now });
  return secret;
}

/** @throws Problem `conflict`. */
export async function setMatchAlerts(
  desk: Pick<Desk, 'now' | 'registry'>,
  publisher: Publisher,
  matchAlerts: MatchAlerts,
): Promise<void> {
  await changePublisher(desk, { ...publisher, matchAlerts }, publisher);
  matchAlertsChosen(desk.now(), { publisherId: publisher.id, by: matchAlerts.by });
}
