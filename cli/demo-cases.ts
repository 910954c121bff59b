import { copies, originals } from '../local/demo/demo-articles';
import { HOUR, instant } from '../shared/clock/instant';
import type { BodyOf } from '../shared/wire/contracts';
import { type CallApi, connect } from './api';
import { completeComplaint } from '../local/demo/demo-complaint';
import { until } from './demo-setup';
import type { Demo } from './demo-stack';
import type { Io } from './io';
import { claim, decide, readCase } from './review';

/**
 * Cases in every state in which a case of this site stays, so that the console shows what each looks like. They are filed,
 * decided and moved as people would, by the API and nothing else. A withdrawn case owes nobody anything: it is withdrawn for
 * a minute at most, until the next look at the clocks closes it, and is the closed one from then on.
 */
export async function fileDemoCases(io: Io, { stack }: Demo): Promise<void> {
  const [gazette, anyone, rita, liam, mona] = await Promise.all([
    connect(io, 'key', { key: 'gazette' }),
    connect(io, 'public'),
    connect(io, 'staff', { as: 'rita' }),
    connect(io, 'staff', { as: 'liam' }),
    connect(io, 'staff', { as: 'mona' }),
  ]);
  const publisherFiles = async (notice: Notice) =>
    (await gazette('submitNotice', { body: notice })).body.caseId;
  const strangerFiles = async (notice: Notice) =>
    (await anyone('submitNotice', { body: notice })).body.caseId;
  const onPaper = async (notice: Notice, hoursAgo: number) =>
    (
      await mona('fileForComplainant', {
        body: { notice, receivedAt: instant(stack.now() - hoursAgo * HOUR) },
      })
    ).body.caseId;

  await Promise.all([
    // What is decided is compared first, which takes longest.
    publisherFiles(observatory).then((id) => decided(rita, id, 'upheld')),
    publisherFiles(licensed).then((id) => decided(rita, id, 'rejected')),
    onPaper(from('Town of Harbour', 'press@harbour.example', unrelated), 9).then((id) => proposed(rita, id)),
    onPaper(from('Edgar Finch', 'finch@finch.example', unrelated), 20).then((id) => escalated(rita, id)),
    // Overdue: it lay on somebody's desk.
    onPaper(from('Ruth Amsel', 'amsel@law.example', observatory), 26),
    // Who signs it, and with what right, is not said: the complainant is asked.
    strangerFiles(withoutStatements(from('Jonas Wirth', 'j.wirth@mail.example', observatory))),
    // The same complaint twice, which the desk finds by itself.
    twice(() => strangerFiles(from('Odile Marchand', 'odile@marchand.example', observatory))),
    // Withdrawn, and soon closed.
    strangerFiles(from('Lena Rook', 'lena@rook.example', observatory)).then((caseId) =>
      liam('withdrawForComplainant', { params: { caseId }, body: {} }),
    ),
  ]);
}

type Notice = BodyOf<'submitNotice'>;

const observatory = completeComplaint(originals.observatory, copies.observatory);
const licensed = completeComplaint(originals.bakery, copies.bakery);
const unrelated = completeComplaint(originals.ferry, copies.orchard);

const from = (name: string, email: string, notice: Notice): Notice => ({
  ...notice,
  contact: { name, email },
  signature: name,
});

function withoutStatements({
  signature: _none,
  authority: _nor,
  goodFaith: _not,
  accuracy: _either,
  ...rest
}: Notice): Notice {
  return rest;
}

async function twice(file: () => Promise<string>): Promise<void> {
  await file();
  await file();
}

/** A decision says what it has seen, so the texts are compared first. */
const compared = (api: CallApi, caseId: string) =>
  until(`the evidence of ${caseId}`, async () => {
    const view = await readCase(api, caseId);
    return view.itemViews.every(({ comparison }) => comparison.outcome !== 'pending') ? view : undefined;
  });

async function escalated(rita: CallApi, caseId: string): Promise<void> {
  const reason = 'The named original has nothing in common with the page.';
  await rita('escalateCase', { params: { caseId }, body: { reason } });
}

async function proposed(rita: CallApi, caseId: string): Promise<void> {
  await compared(rita, caseId);
  const reason = 'The page reports about who complains of it.';
  await rita('markCase', { params: { caseId }, body: { mark: 'press_freedom', reason } });
  const { lease, version } = await claim(rita, caseId);
  await decide(rita, caseId, {
    leaseToken: lease.token,
    version,
    decisions: [
      {
        item: 1,
        actions: ['noindex'],
        reasonCode: 'UPHELD_VOLUNTARY',
        reason: 'Until the town has said which of its words are meant.',
      },
    ],
  });
}

async function decided(rita: CallApi, caseId: string, how: 'upheld' | 'rejected'): Promise<void> {
  await compared(rita, caseId);
  const { lease, version } = await claim(rita, caseId);
  await decide(rita, caseId, {
    leaseToken: lease.token,
    version,
    decisions: [
      how === 'upheld'
        ? {
            item: 1,
            actions: ['trim_to_excerpt'],
            reasonCode: 'UPHELD_SUBSTANTIAL',
            reason:
              'Four paragraphs of the article stand in the page, and no licence is registered for them.',
          }
        : {
            item: 1,
            actions: ['keep'],
            reasonCode: 'KEPT_LICENSED',
            reason: 'A licence of the Harbour Gazette allows it, with the credit that stands below.',
          },
    ],
  });
  await rita('sendNow', { params: { caseId } });
}
