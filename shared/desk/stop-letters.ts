import { DAY, plus } from '../clock/instant';
import { Problem } from '../problem';
import type { PublisherId } from '../ids';
import { setMatchAlerts } from './choose-match-alerts';
import type { Desk, Publisher } from './desk';
import { sha256 } from './digest';
import { matchAlertsOf } from './match-alert-choice';
import { isOutdated } from './publisher-sign-in';

/** Longer than anybody leaves a mail unread who still wants to stop the next one. */
const GOOD_FOR_MS = 90 * DAY;

/** A link of its own for each letter: a mail program follows it signed in as nobody, so it can do this one thing. */
export async function makeStopLink(
  desk: Pick<Desk, 'now' | 'ids' | 'sessions'>,
  publisherId: PublisherId,
  publicUrl: string,
): Promise<string> {
  const secret = desk.ids.secret();
  await desk.sessions.putStop(sha256(secret), { publisherId, until: plus(desk.now(), GOOD_FOR_MS) });
  return `${publicUrl}/stop-letters/${secret}`;
}

/** Whose letters a link stops; one that went to a former contact stops none. @throws Problem `not_found`. */
export async function whoseLetters(
  desk: Pick<Desk, 'now' | 'sessions' | 'registry'>,
  secret: string,
): Promise<Publisher> {
  const stop = await desk.sessions.stop(sha256(secret), desk.now());
  const publisher = stop && (await desk.registry.publisher(stop.publisherId));
  if (publisher && !isOutdated(publisher, plus(stop.until, -GOOD_FOR_MS))) return publisher;
  throw new Problem(
    'not_found',
    'this link stops no letters any more: take that of a later letter, or sign in and choose under Alerts',
  );
}

/** From now on no word of copies goes out, by letter or webhook; asked again, all stays as it is. @throws Problem `not_found`, `conflict`. */
export async function stopLetters(
  desk: Pick<Desk, 'now' | 'sessions' | 'registry'>,
  secret: string,
): Promise<Publisher> {
  const publisher = await whoseLetters(desk, secret);
  const chosen = matchAlertsOf(publisher);
  if (chosen.by !== 'off') await setMatchAlerts(desk, publisher, { ...chosen, by: 'off' });
  return publisher;
}
