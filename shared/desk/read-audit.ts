import type { CaseHead, Item, MailTemplate, Role } from '../case/case';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import { type AuditRecord, chainOf, type KeptNotice, type Statement } from './audit-record';
import { loadCase } from './change-case';
import { completedNotice } from './complete-notice';
import type { Desk } from './desk';
import { itemsOf } from './mail/items-of';
import { maskNotice } from './mask-contact';
import { type OutboxLine, readOutbox } from './read-outbox';

/** The record of one case, to be kept and verified elsewhere. @throws Problem `not_found`. */
export async function readAudit(
  desk: Pick<Desk, 'now' | 'cases' | 'articles' | 'outbox' | 'records'>,
  id: CaseId,
  reader: Role,
): Promise<AuditRecord> {
  const { head, items, timeline } = await readTogether(desk, id);
  const [deliveries, notice] = await Promise.all([readOutbox(desk, id), keptNotice(desk, head, reader)]);
  const { siteId, kind, channel, contentOrigin, state, receivedAt, flags, version } = head;
  const { outcome, closedAt, mergedInto } = head;
  return {
    caseId: id,
    readAt: desk.now(),
    case: {
      siteId,
      kind,
      channel,
      contentOrigin,
      state,
      receivedAt,
      flags,
      version,
      ...(outcome && { outcome }),
      ...(closedAt && { closedAt }),
      ...(mergedInto && { mergedInto }),
    },
    chain: chainOf(head),
    timeline,
    items,
    statements: deliveries.flatMap((line) => statementIn(line, items)),
    deliveries,
    ...(notice && { notice }),
  };
}

/** How often a case that changes while it is read is read anew. */
const READINGS = 6;

/** Head and timeline of one instant: an entry too many must never be one that was being written meanwhile. */
async function readTogether(desk: Pick<Desk, 'cases'>, id: CaseId) {
  for (let reading = 0; reading < READINGS; reading++) {
    const file = await loadCase(desk, id);
    const timeline = await desk.cases.timeline(id);
    const { head } = await loadCase(desk, id);
    if (head.version === file.head.version) return { ...file, timeline };
  }
  throw new Problem('conflict', `case ${id} is changing too fast; read it again`);
}

async function keptNotice(
  desk: Pick<Desk, 'records'>,
  head: CaseHead,
  reader: Role,
): Promise<KeptNotice | undefined> {
  if (head.noticeSha256 === undefined) return undefined;
  const sha256 = head.noticeSha256;
  try {
    return { sha256, stored: 'as_received', masked: maskNotice(await completedNotice(desk, head), reader) };
  } catch (error) {
    if (error instanceof Problem && error.kind === 'corrupt') return { sha256, stored: 'changed_or_missing' };
    throw error;
  }
}

/** Mails that tell a party what was decided of its pages, and why. */
const TELLING: readonly MailTemplate[] = [
  'statement_of_reasons',
  'outcome',
  'not_handled_here',
  'appeal_outcome',
];

function statementIn({ id, effect, deliveredAt }: OutboxLine, items: readonly Item[]): readonly Statement[] {
  if (effect.kind !== 'mail' || !TELLING.includes(effect.template)) return [];
  const { items: about } = itemsOf(effect);
  const decisions = items
    .filter(({ no }) => about === undefined || about.includes(no))
    .flatMap(({ no, decision }) => {
      if (decision === undefined) return [];
      const { actions, reasonCode, reason } = decision;
      return [{ item: no, actions, reasonCode, reason }];
    });
  const { to, template } = effect;
  return [{ id, to, template, ...(deliveredAt && { sentAt: deliveredAt }), decisions }];
}
