import { Command, Option } from 'commander';
import { z } from 'zod';
import {
  ITEM_ACTIONS,
  type ItemAction,
  REASON_CODES,
  type ReasonCode,
  TURN_AWAY_CODES,
} from '../shared/case/case';
import { standingDecisions } from '../shared/case/standing-decisions';
import type { Claim } from '../shared/desk/claim-case';
import type { QueueLine } from '../shared/desk/list-queue';
import type { CaseView } from '../shared/desk/read-case';
import type { TakenBack } from '../shared/desk/undo-decision';
import { type ApiOptions, type CallApi, connect } from './api';
import { withStaff } from './api-options';
import { describeCase, describeQueue } from './case-text';
import { type Io, Refusal, UsageError } from './io';
import { readJsonFile } from './json-file';
import { printJson } from './print';
import { type DecisionRequest, itemDecisions } from '../shared/wire/decision-request';

interface StaffOptions extends ApiOptions {
  readonly json?: boolean;
}

interface QueuePage {
  readonly cases: readonly QueueLine[];
  readonly cursor?: string;
}

export const readQueue = async (api: CallApi, limit = 50): Promise<QueuePage> =>
  (await api('listQueue', { query: { limit } })).body;

export const readCase = async (api: CallApi, caseId: string): Promise<CaseView> =>
  (await api('readCase', { params: { caseId } })).body;

export const claim = async (api: CallApi, caseId: string, takeOver = false): Promise<Claim> =>
  (await api('claimCase', { params: { caseId }, body: { takeOver } })).body as Claim;

export const decide = (api: CallApi, caseId: string, request: DecisionRequest) =>
  api('decideItems', { params: { caseId }, body: request });

export const queueCommand = (io: Io): Command =>
  withStaff(new Command('queue'))
    .description('Open cases, least time left first.')
    .option('--limit <count>', 'how many', '50')
    .action(async ({ limit, ...options }: StaffOptions & { readonly limit: string }) => {
      const page = await readQueue(await connect(io, 'staff', options), Number(limit));
      if (options.json) return printJson(io, page);
      io.stdout.write(`${describeQueue(page.cases)}\n`);
      if (page.cursor) io.stdout.write('there are more: raise --limit\n');
    });

export const caseCommand = (io: Io): Command =>
  withStaff(new Command('case'))
    .description('One case file: the notice, each address with its evidence, the clock, the timeline.')
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A')
    .action(async (caseId: string, options: StaffOptions) => {
      const view = await readCase(await connect(io, 'staff', options), caseId);
      if (options.json) printJson(io, view);
      else io.stdout.write(describeCase(view));
    });

export const claimCommand = (io: Io): Command =>
  withStaff(new Command('claim'))
    .description('Take a case: the one named, or the next due that nobody works on. --release gives it back.')
    .argument('[case]', 'case number')
    .option('--take-over', 'take it although somebody else works on it')
    .option('--release', 'give it back')
    .action(
      async (
        caseId: string | undefined,
        {
          takeOver,
          release,
          ...options
        }: StaffOptions & { readonly takeOver?: boolean; readonly release?: boolean },
      ) => {
        const api = await connect(io, 'staff', options);
        if (release) return giveBack(io, api, caseId);
        const next = caseId ?? (await nextUnclaimed(api));
        const claimed = await claim(api, next, takeOver);
        if (options.json) return printJson(io, claimed);
        io.stdout.write(`${next} is yours until ${claimed.lease.expiresAt}\n\n`);
        io.stdout.write(describeCase(await readCase(api, next)));
      },
    );

async function giveBack(io: Io, api: CallApi, caseId: string | undefined): Promise<void> {
  if (!caseId) throw new UsageError('name the case to give back');
  const { lease } = await readCase(api, caseId);
  if (!lease) throw new Refusal(`nobody works on ${caseId}`);
  await api('releaseCase', { params: { caseId }, body: { leaseToken: lease.token } });
  io.stdout.write(`${caseId} is back in the queue\n`);
}

async function nextUnclaimed(api: CallApi): Promise<string> {
  const { cases } = await readQueue(api);
  const next = cases.find(({ claimedBy }) => claimedBy === undefined);
  if (!next) throw new Refusal('the queue is empty: no open case is waiting for a person');
  return next.caseId;
}

interface DecideOptions extends StaffOptions {
  readonly item: readonly number[];
  readonly action: readonly ItemAction[];
  readonly code?: ReasonCode;
  readonly reason?: string;
  readonly file?: string;
}

const itemNumbers = (text: string, before: readonly number[]): readonly number[] => {
  if (!/^\d+$/.test(text)) throw new UsageError(`'${text}' is no item number`);
  return [...before, Number(text)];
};

const DECIDE_HELP = `
An UPHELD_ code goes with an action that changes the page, a KEPT_ or NA_ code with keep.
--file holds {"decisions": [{"item": 1, "actions": ["disable"], "reasonCode": "UPHELD_FULL_COPY", "reason": "..."}]}.
For half a minute copydesk undo takes a decision back; then it is carried out.`;

export const decideCommand = (io: Io): Command =>
  withStaff(new Command('decide'))
    .description(
      `Decide items of a case that you have claimed. Nothing is preselected: name the action, its reason code and your own words. Without --action, ${TURN_AWAY_CODES.join(', ')} close the whole complaint unjudged.`,
    )
    .argument('<case>', 'case number')
    .addOption(
      new Option('--item <no>', 'item to decide; may be repeated')
        .argParser(itemNumbers)
        .default([], 'every undecided one'),
    )
    .addOption(new Option('--action <action...>', 'what is to be done').choices(ITEM_ACTIONS))
    .addOption(new Option('--code <code>', 'why, from the closed list').choices(REASON_CODES))
    .option('--reason <words>', 'why, in your own words: both parties will read them')
    .option('--file <file>', 'decisions as JSON, for different outcomes at once')
    .addHelpText('after', DECIDE_HELP)
    .action(async (caseId: string, options: DecideOptions) => {
      const api = await connect(io, 'staff', options);
      const view = await readCase(api, caseId);
      if (!view.lease) throw new Refusal(whyUnclaimed(view));
      await decide(api, caseId, requestOf(io, view, options));
      const after = await readCase(api, caseId);
      if (options.json) printJson(io, after);
      else io.stdout.write(describeCase(after));
    });

/** A case that is done can't be claimed either: what stands is the news. */
const whyUnclaimed = ({ caseId, items, pending, itemViews }: CaseView): string =>
  items > 0 && pending === 0
    ? `every item of ${caseId} is decided already: ${standingDecisions(itemViews)}`
    : `nobody has claimed ${caseId}: copydesk claim ${caseId}`;

export const undoCommand = (io: Io): Command =>
  withStaff(new Command('undo'))
    .description(
      'Take back your last decision on a case, within half a minute: its orders and mails still wait.',
    )
    .argument('<case>', 'case number')
    .action(async (caseId: string, options: StaffOptions) => {
      const api = await connect(io, 'staff', options);
      const { body } = await api('undoDecision', { params: { caseId } });
      if (options.json) return printJson(io, body);
      io.stdout.write(`taken back; ${caseId} is ${body.state} again\n`);
    });

const decisionsFile = z.strictObject({ decisions: itemDecisions });

const closing = (code: ReasonCode | undefined) => TURN_AWAY_CODES.find((known) => known === code);

function requestOf(io: Io, view: CaseView, options: DecideOptions): DecisionRequest {
  const fence = { leaseToken: view.lease!.token, version: view.version };
  if (options.file) return { ...fence, ...readJsonFile(io, options.file, decisionsFile) };
  const { action: actions, code: reasonCode, reason } = options;
  const whole = actions || options.item.length > 0 ? undefined : closing(reasonCode);
  if (whole && reason) return { ...fence, close: { reasonCode: whole, reason } };
  if (view.items === 0)
    throw new UsageError(
      `${view.caseId} names no address: close it with --reason and --code ${TURN_AWAY_CODES.join(' or ')}`,
    );
  if (!actions || !reasonCode || !reason)
    throw new UsageError('name --action, --code and --reason (or --file): nothing is decided by default');
  const open = view.itemViews.filter(({ state }) => state === 'PENDING').map(({ no }) => no);
  const items = options.item.length > 0 ? options.item : open;
  return { ...fence, decisions: items.map((item) => ({ item, actions: [...actions], reasonCode, reason })) };
}
