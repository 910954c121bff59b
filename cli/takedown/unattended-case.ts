import { copies, originals } from '../../local/demo/demo-articles';
import type { OutboxMail } from '../../local/mail/outbox';
import { between, HOUR, type Instant, MINUTE, plus, toMs } from '../../shared/clock/instant';
import { duration } from '../../shared/clock/time-left';
import type { AlertLine } from '../../shared/desk/alerting/list-alerts';
import type { CaseView } from '../../shared/desk/read-case';
import { connect } from '../api';
import { completeComplaint } from '../../local/demo/demo-complaint';
import { DEMO_SETTINGS, sentMails, until } from '../demo-setup';
import type { Demo } from '../demo-stack';
import type { Io } from '../io';
import { table } from '../print';
import { readCase } from '../review';
import { promiseOf, storyHeadings, storyRows } from './clock-story';
import { REFERENCE } from './decided-case';
import type { Witness } from './witness';

const { reviewer, lead, legal, manager, head } = DEMO_SETTINGS.ladder;
const agent = [DEMO_SETTINGS.designatedAgent.email];

/** The ladder as far as each share of the time climbs it. */
const CLIMB = {
  50: [reviewer],
  75: [reviewer, lead],
  90: [reviewer, lead, legal],
  100: [reviewer, lead, legal, manager, agent],
} as const;

/** How late the sweep comes to the breach: as if it had been out. */
const SWEEP_LATE = 10 * MINUTE;

/**
 * A complaint that nobody decides: who is warned when, told again until somebody has it in hand, and the broken promise
 * with its true time. @returns the case as it then stands.
 */
export async function tellUnattendedCase(io: Io, { stack }: Demo, witness: Witness): Promise<CaseView> {
  const { scene, say, show, saw } = witness;
  scene('7. Another complaint, and nobody acts');
  const anyone = await connect(io, 'public');
  const body = completeComplaint(originals.bakery, copies.bakery);
  const { caseId, receivedAt } = (await anyone('submitNotice', { body })).body;
  say(`Complete, by the public form: case ${caseId}, received ${receivedAt}.`);
  const staff = (as: 'rita' | 'mona') => connect(io, 'staff', { as });
  const look = async () => readCase(await staff('rita'), caseId);
  await until('the evidence', async () =>
    (await look()).itemViews[0]?.comparison.outcome === 'compared' ? true : undefined,
  );
  const pages = async () => pagesOf(await sentMails(io), caseId);
  const alert = async (): Promise<AlertLine | undefined> =>
    (await (await staff('mona'))('listAlerts', { query: { limit: 50 } })).body.alerts.find(
      ({ id }) => id === caseId,
    );
  const acknowledge = async (note: string) => {
    await (
      await staff('mona')
    )('acknowledgeAlert', { params: { alertId: caseId }, body: { note } });
    return (await alert())!;
  };
  /** Moves on to the given time after receipt. */
  const goTo = (afterReceipt: number) => stack.advance(toMs(plus(receivedAt, afterReceipt)) - stack.now());
  /** @returns the page once everybody has it: it is noted after its last mail. */
  const told = async (page: number) => {
    await until(`page ${page}`, async () => ((await alert())?.pages === page ? true : undefined));
    return (await pages()).find((each) => each.page === page)!;
  };
  const climbs = ({ to }: Page, rungs: readonly (readonly string[])[]) =>
    to.toSorted().join() === rungs.flat().toSorted().join();

  await goTo(12 * HOUR + 1);
  const half = await told(1);
  saw('+12 h, 50 %: the reviewers hear of it, and nobody else', climbs(half, CLIMB[50]));
  await goTo(16 * HOUR + MINUTE);
  saw('+16 h: nobody has answered for it, so they are told again', climbs(await told(2), CLIMB[50]));
  await goTo(18 * HOUR + 1);
  const warned = await told(3);
  saw('+18 h, 75 %: the lead hears of it too', climbs(warned, CLIMB[75]));
  const quiet = await acknowledge('rita is ill, looking for somebody');
  saw('mona acknowledges it: the pages stop', quiet.acknowledged?.by === 'mona' && !quiet.nextPageAt);
  await goTo(21 * HOUR);
  saw(
    '+21 h: an hour between pages has passed three times, and nobody was told again',
    (await alert())?.pages === 3,
  );
  await goTo(21.6 * HOUR + 1);
  saw(
    '+21.6 h, 90 %: this is new, so it is told, and to the legal team too',
    climbs(await told(4), CLIMB[90]),
  );
  await acknowledge('still looking');
  await goTo(24 * HOUR + SWEEP_LATE);
  const broken = await told(5);
  show(broken.mail);
  saw('+24 h: the promise is broken, and the manager and the agent hear of it', climbs(broken, CLIMB[100]));
  const late = await look();
  saw(
    `its true time stands in the record, to the millisecond: ${promiseOf(late)?.breachedAt ?? ''}, although it was found ${duration(SWEEP_LATE)} later`,
    promiseOf(late)?.breachedAt === plus(late.receivedAt, 24 * HOUR) && foundLate(late) >= SWEEP_LATE,
  );
  await goTo(24 * HOUR + SWEEP_LATE + 16 * MINUTE);
  saw('a quarter of an hour later it is told again: it is critical now', climbs(await told(6), CLIMB[100]));
  const inHand = await acknowledge('I decide it myself');
  saw('mona has it in hand, and it is quiet', inHand.acknowledged?.note === 'I decide it myself');
  await goTo(28 * HOUR + 1);
  const climbed = await told(7);
  saw(
    '+28 h: it still stands, and four hours after the breach the head hears of it, whoever acknowledged it',
    climbs(climbed, [...CLIMB[100], head]),
  );
  const all = await pages();
  saw('seven pages in all, and none between', all.map(({ page }) => page).join() === '1,2,3,4,5,6,7');

  say();
  const rows = all.map(({ mail, page, to }) => [
    String(page),
    `+${duration(between(receivedAt, mail.at as Instant))}`,
    mail.subject,
    to.map((address) => address.split('@')[0]).join(', '),
  ]);
  say(table(['page', 'after receipt', 'what', 'told to'], rows));
  const after = await look();
  say(`\n${table(storyHeadings, storyRows(after))}`);
  saw(
    'no page was taken down by a machine: the case waits for a person still',
    after.state === 'IN_REVIEW' && after.itemViews.every(({ decision }) => decision === undefined),
  );
  return after;
}

interface Page {
  readonly page: number;
  readonly to: readonly string[];
  /** As one of them has it. */
  readonly mail: OutboxMail;
}

/** What the people of the house were told of one case: each page once, with all who got it. */
function pagesOf(mails: readonly OutboxMail[], caseId: string): readonly Page[] {
  const pages = new Map<number, Page>();
  for (const mail of mails) {
    const number = /This is page (\d+)\./.exec(mail.text)?.[1];
    if (mail.headers[REFERENCE] !== caseId || number === undefined) continue;
    const page = Number(number);
    const to = [...(pages.get(page)?.to ?? []), ...mail.to];
    pages.set(page, { page, to, mail: pages.get(page)?.mail ?? mail });
  }
  return [...pages.values()];
}

/** Milliseconds between the breach and the sweep that found it, as the timeline says. */
const foundLate = ({ timeline }: CaseView): number =>
  Number(
    timeline.find(({ event, facts }) => event === 'breached' && facts['clock'] === 'decide')?.facts[
      'lateByMs'
    ],
  );
