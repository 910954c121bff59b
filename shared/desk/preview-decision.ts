import { hostOf } from '../article/canonical-url';
import type { Actor, ApprovalReason, CaseFile, CaseState, Effect, Item, Outcome } from '../case/case';
import { carryOut, decisionOf } from '../case/carry-out';
import type { Change } from '../case/change';
import { decide, notFor } from '../case/decide';
import { obstacles } from '../case/decide-items';
import { mailRespondents } from '../case/effects';
import type { EventOf } from '../case/event';
import { isActedOn } from '../case/outcome';
import { decisionRefusals } from '../case/refuse-decisions';
import { approvalNeeded } from '../case/second-person';
import type { DecideContext, Refusal } from '../case/transition';
import { ruleFor } from '../case/transitions';
import { whyNot } from '../case/why-not';
import type { CaseId } from '../ids';
import type { CloseRequest, DecisionRequest, ItemsRequest } from '../wire/decision-request';
import { holdsOf, loadCase } from './change-case';
import type { Desk } from './desk';
import { sha256 } from './digest';
import { letterText } from './mail/letter';
import { writeLetter } from './mail/letters';
import { siteOfMail } from './mail/site-of-mail';
import { readerLanguage } from './mail/reader-language';

type MailEffect = Extract<Effect, { kind: 'mail' }>;

/** What a decision would do. Nothing of it is done or stored. */
export interface DecisionPreview {
  /** What stands against it; the rest shows what the decision would do without these. */
  readonly refusals: readonly { readonly item?: number; readonly reason: string }[];
  /** Why a second person would have to approve it first; empty where one person is enough. */
  readonly approval: readonly ApprovalReason[];
  /** Where the case would then stand. */
  readonly state: CaseState;
  readonly outcome?: Outcome;
  readonly items: readonly (Pick<Item, 'no' | 'url' | 'state'> & {
    readonly evidenceSha256?: string;
  })[];
  /** What the CMS would be told to do. */
  readonly orders: readonly { readonly type: string; readonly item: number }[];
  /** Every letter as its party would read it. */
  readonly letters: readonly {
    readonly to: 'complainant' | 'respondent';
    readonly respondent?: string;
    readonly items: readonly number[];
    readonly subject: string;
    readonly text: string;
  }[];
}

/** Runs a decision by the same rules as deciding does, and shows what would come of it. @throws Problem `not_found`. */
export async function previewDecision(
  desk: Pick<Desk, 'now' | 'cases' | 'articles' | 'registry' | 'records'>,
  id: CaseId,
  actor: Actor,
  request: DecisionRequest,
): Promise<DecisionPreview> {
  const file = await loadCase(desk, id);
  const touched = 'decisions' in request ? request.decisions.map(({ item }) => item) : [];
  const context = { now: desk.now(), sha256, holds: await holdsOf(desk, file, touched) };
  const { refusals, approval, after, change } =
    'close' in request
      ? previewClose(file, actor, request, context)
      : previewItems(file, actor, request, context);
  const effects = (change?.effects ?? []).map(({ effect }) => effect);
  const mails = effects.filter((effect): effect is MailEffect => effect.kind === 'mail');
  const changed = change?.items ?? [];
  const letters = [...mails, ...statementsMeanwhile(after, changed, mails)].map((effect) => {
    const items = itemsOf(after, effect);
    return { effect, items, siteId: siteOfMail(effect, after.head, items) };
  });
  const siteIds = [...new Set(letters.map(({ siteId }) => siteId))];
  const sites = new Map(
    await Promise.all(siteIds.map(async (siteId) => [siteId, await desk.registry.site(siteId)] as const)),
  );
  const language = await readerLanguage(desk, file, 'complainant');
  return {
    refusals: refusals.map(({ reason, facts }) => ({
      reason,
      ...(typeof facts['item'] === 'number' && { item: facts['item'] }),
    })),
    approval,
    state: after.head.state,
    ...(after.head.outcome && { outcome: after.head.outcome }),
    items: changed.map(({ no, url, state, decision }) => ({
      no,
      url,
      state,
      ...(decision?.evidenceSha256 !== undefined && { evidenceSha256: decision.evidenceSha256 }),
    })),
    orders: effects.flatMap((effect) =>
      effect.kind === 'cms' ? [{ type: effect.type, item: Number(effect.data['item']) }] : [],
    ),
    letters: letters.map(({ effect, items, siteId }) => {
      const site = sites.get(siteId);
      const letter = writeLetter(effect.template, {
        head: after.head,
        items,
        site,
        isOurs: (url) => site?.hosts.includes(hostOf(url) ?? '') ?? false,
        data: effect.data,
        ...(effect.to === 'complainant' && language !== undefined && { language }),
      });
      return {
        to: effect.to,
        ...(effect.respondent !== undefined && { respondent: effect.respondent }),
        items: items.map(({ no }) => no),
        subject: letter.subject,
        text: letterText(letter),
      };
    }),
  };
}

interface Previewed {
  readonly refusals: readonly Refusal[];
  readonly approval: readonly ApprovalReason[];
  readonly after: CaseFile;
  readonly change?: Change;
}

function previewItems(
  file: CaseFile,
  actor: Actor,
  request: ItemsRequest,
  context: DecideContext,
): Previewed {
  const { head } = file;
  const event: EventOf<'items_decided'> = { type: 'items_decided', actor, ...request };
  const against = decisionRefusals(file, request.decisions);
  const refusals = [
    ...notHere(file, actor, 'items_decided'),
    ...obstacles(file, event, context.now),
    ...against,
  ];
  const refusedItems = new Set(against.map(({ facts }) => facts['item']));
  const decisions = request.decisions.filter(({ item }) => !refusedItems.has(item));
  if (decisions.length === 0) return { refusals, approval: [], after: file };
  const needed = head.policy.soloOperator ? [] : approvalNeeded(file, decisions, actor);
  const change = carryOut(
    file,
    decisions.map((decision) => [decision.item, decisionOf(file, decision, actor, context.now)]),
    { event: 'items_decided', undecided: head.state },
    context,
  );
  return {
    refusals,
    approval: head.proposal?.why ?? needed,
    after: { head: change.head, items: withChanged(file.items, change.items ?? []) },
    change,
  };
}

function previewClose(
  file: CaseFile,
  actor: Actor,
  { leaseToken, version, close }: CloseRequest,
  context: DecideContext,
): Previewed {
  const decided = decide(file, { type: 'turned_away', actor, leaseToken, version, ...close }, context);
  if (decided.outcome !== 'changed')
    return { refusals: decided.outcome === 'refused' ? [decided] : [], approval: [], after: file };
  const { file: after, changedItems: items, effects } = decided;
  const change: Change = { outcome: 'change', head: after.head, items, effects, steps: [], material: true };
  return { refusals: [], approval: [], after, change };
}

/** Whether the state of the case and the role allow it at all. */
function notHere({ head }: CaseFile, { role }: Actor, type: 'items_decided'): readonly Refusal[] {
  const rule = ruleFor(head.state, type);
  if (rule?.by.includes(role)) return [];
  const reason = rule ? notFor(rule.by, role) : whyNot(head.state, type);
  return [{ outcome: 'refused', kind: 'refused', reason, facts: {} }];
}

/** While other items are undecided those whose pages change are told within the hour. */
const statementsMeanwhile = (
  { head }: CaseFile,
  changed: readonly Item[],
  mails: readonly MailEffect[],
): readonly MailEffect[] =>
  mails.length > 0 || !changed.some(isActedOn)
    ? []
    : mailRespondents(head, changed.filter(isActedOn), 'statement_of_reasons').filter(
        (effect): effect is MailEffect => effect.kind === 'mail',
      );

function itemsOf({ items }: CaseFile, { data }: MailEffect): readonly Item[] {
  const numbers = data['items'];
  return Array.isArray(numbers) ? items.filter(({ no }) => numbers.includes(no)) : items;
}

const withChanged = (items: readonly Item[], changed: readonly Item[]): readonly Item[] =>
  items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
