import type { CaseHead } from '../case/case';
import { ITEMS_PER_WRITE } from '../case/transition';
import type { CaseId } from '../ids';
import type { Notice, Work } from '../notice/notice';
import { screenNotice } from '../notice/screen-notice';
import { changeCase, loadCase } from './change-case';
import type { Desk } from './desk';
import { senderFoundBy } from './found-by';
import { readNotice } from './notice-record';
import { resolveTargets, sitesOf } from './resolve-targets';
import { askForEvidence, type NoticeDesk } from './submit-notice';

/** What the sender of a notice says later. What was said before stands; this fills what was left open, and explains further. */
export type Addition = Partial<
  Pick<
    Notice,
    | 'contact'
    | 'capacity'
    | 'onBehalfOf'
    | 'works'
    | 'targets'
    | 'goodFaith'
    | 'authority'
    | 'accuracy'
    | 'signature'
    | 'explanation'
  >
>;

const additionPrefix = (id: CaseId): string => `notices/${id}.added/`;

const COMPLAINANT = { role: 'CMP', id: 'complainant' } as const;

/**
 * Takes in what was missing: kept beside the notice, measured together with it and with all that was added before, and
 * the paused clock runs on.
 * @throws Problem `refused` where the case takes no answer any more.
 */
export async function completeNotice(desk: NoticeDesk, id: CaseId, addition: Addition): Promise<void> {
  const { head, items } = await loadCase(desk, id);
  const whole = withAddition(await completedNotice(desk, head), addition);
  await desk.records.put(
    `${additionPrefix(id)}${desk.ids.ulid()}.json`,
    Buffer.from(JSON.stringify(addition)),
    { ifNoneMatch: '*' },
  );
  if (addition.contact) await desk.cases.makeFound(head, senderFoundBy(whole));
  // Items that were named later are not in the notice; one without any is measured by what it names now.
  const targets = items.length > 0 ? items : whole.targets;
  const sites = await sitesOf(desk, { targets });
  const screening = screenNotice({ ...whole, targets }, (host) => sites.has(host));
  const measured = items.flatMap((item, index) => {
    const { elements, deficiencies } = screening.targets[index] ?? item;
    const known = JSON.stringify([item.elements, item.deficiencies]);
    return JSON.stringify([elements, deficiencies]) === known
      ? []
      : [{ no: item.no, elements, deficiencies }];
  });
  const { missing, dsaComplete } = screening;
  const answered = { type: 'answered', actor: COMPLAINANT, missing, dsaComplete } as const;
  // Of 300 addresses each may lack one thing less. The wait ends with the last write, so that who is cut off sends again.
  const before = Math.max(0, measured.length - ITEMS_PER_WRITE);
  for (let first = 0; first < before; first += ITEMS_PER_WRITE) {
    const part = measured.slice(first, Math.min(first + ITEMS_PER_WRITE, before));
    await changeCase(desk, id, () => ({ ...answered, items: part, goesOn: true }));
  }
  await changeCase(desk, id, () => ({ ...answered, items: measured.slice(before) }));
  if (items.length > 0 || screening.targets.length === 0) return;
  const named = await resolveTargets(desk, screening.targets.slice(0, ITEMS_PER_WRITE));
  const receivedAt = desk.now();
  await changeCase(desk, id, (file) => ({
    type: 'items_added',
    actor: COMPLAINANT,
    receivedAt,
    items: file.items.length === 0 ? named : [],
    // The rest follows with the evidence, as after a long notice.
    itemCount: screening.targets.length,
  }));
  await askForEvidence(desk, id);
}

/** The notice as received with all that its sender added since. */
export async function completedNotice(desk: Pick<Desk, 'records'>, head: CaseHead): Promise<Notice> {
  const [notice, keys] = await Promise.all([
    readNotice(desk, head),
    desk.records.list(additionPrefix(head.id)),
  ]);
  const additions = await Promise.all(keys.map((key) => desk.records.get(key)));
  return additions
    .flatMap((stored) => (stored ? [JSON.parse(new TextDecoder().decode(stored.body)) as Addition] : []))
    .reduce(withAddition, notice);
}

const withAddition = (notice: Notice, addition: Addition): Notice => ({
  ...addition,
  ...notice,
  ...explained(notice, addition),
  contact: { ...addition.contact, ...notice.contact },
  works: notice.works.length > 0 ? filledWorks(notice.works, addition.works) : (addition.works ?? []),
  targets: notice.targets.length > 0 ? notice.targets : (addition.targets ?? []),
});

function explained(...said: readonly Addition[]): Pick<Addition, 'explanation'> {
  const words = said.flatMap(({ explanation }) => explanation ?? []);
  return words.length > 0 ? { explanation: words.join('\n\n') } : {};
}

/** Work by work, as targets refer to them by number. */
const filledWorks = (works: readonly Work[], added: readonly Work[] = []): readonly Work[] =>
  works.map((work, index) => ({ ...added[index], ...work }));
