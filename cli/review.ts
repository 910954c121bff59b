import { Command, Option } from 'commander';
import { z } from 'zod';
import {
  type CaseState,
  ITEM_ACTIONS,
  type ItemAction,
  REASON_CODES,
  type ReasonCode,
  TURN_AWAY_CODES,
} from '../shared/case/case';
import { lanesOfState } from '../shared/case/queue-order';
import { standingDecisions } from '../shared/case/standing-decisions';
import { REASON_WORDS, STATE_WORDS } from '../shared/case/words';
import { TRANSITIONS } from '../shared/case/transitions';
import type { Claim } from '../shared/desk/claim-case';
import type { QueueLine } from '../shared/desk/list-queue';
import type { CaseView } from '../shared/desk/read-case';
import type { SiteId } from '../shared/ids';
import { type ApiOptions, type CallApi, connect } from './api';
import { caseNumber, withLimit, withStaff } from './api-options';
import { describeCase, describeFound, describePreview, describeQueue } from './case-text';
import { type Io, Refusal, UsageError } from './io';
import { readJsonFile } from './json-file';
import { firstOf, type Listed, type PageQuery, pagesOf } from './pages';
import { printJson, columnsOf } from './print';
import { type DecisionRequest, itemDecisions } from '../shared/wire/decision-request';

interface StaffOptions extends ApiOptions {
  readonly json?: boolean;
}

interface QueueFilter {
  readonly site?: SiteId;
  readonly state?: CaseState;
  readonly assignee?: string;
}

export const readQueue = (
  api: CallApi,
  limit = 50,
  { site: siteId, ...filter }: QueueFilter = {},
): Promise<Listed<QueueLine>> => {
  const filters = { ...filter, ...(siteId !== undefined && { siteId }) };
  const ask = async (page: PageQuery) => (await api('listQueue', { query: { ...filters, ...page } })).body;
  return firstOf(limit, ask, ({ cases }) => cases);
};

export const readCase = async (api: CallApi, caseId: string): Promise<CaseView> =>
  (await api('readCase', { params: { caseId } })).body;

export const claim = async (api: CallApi, caseId: string): Promise<Claim> =>
  (await api('claimCase', { params: { caseId } })).body;

export const decide = (api: CallApi, caseId: string, request: DecisionRequest) =>
  api('decideItems', { params: { caseId }, body: request });

export const queueCommand = (io: Io): Command =>
  withLimit(withStaff(new Command('queue')))
    .description('Open cases in the order in which they are to be taken.')
    .option('--site <id>', 'of one site')
    .addOption(new Option('--state <state>', 'in one state').choices(OPEN_STATES))
    .option('--assignee <user>', 'claimed by one person')
    .addCommand(rebuildCommand(io))
    .action(async ({ limit, ...options }: StaffOptions & QueueFilter & { readonly limit: number }) => {
      const { lines: cases, andMore } = await readQueue(await connect(io, 'staff', options), limit, {
        ...(options.site !== undefined && { site: options.site }),
        ...(options.state !== undefined && { state: options.state }),
        ...(options.assignee !== undefined && { assignee: options.assignee }),
      });
      if (options.json) return printJson(io, { cases, andMore });
      io.stdout.write(`${describeQueue(cases, columnsOf(io))}\n`);
      if (andMore) io.stdout.write('there are more: raise --limit\n');
    });

export const findCommand = (io: Io): Command =>
  withLimit(withStaff(new Command('find')))
    .description(
      'Any case, open or not: by its number, the address or host of a page, an organisation or a mail address, each whole. Without any of them what was decided or closed last.',
    )
    .argument('[what...]', 'what is known of it')
    .action(
      async (what: readonly string[], { limit, ...options }: StaffOptions & { readonly limit: number }) => {
        const api = await connect(io, 'staff', options);
        const of = what.join(' ').trim();
        const ask = async (page: PageQuery) =>
          (await api('findCases', { body: { ...page, ...(of !== '' && { of }) } })).body;
        const { lines: cases, andMore } = await firstOf(limit, ask, (part) => part.cases);
        if (options.json) return printJson(io, { cases, andMore });
        io.stdout.write(
          cases.length === 0
            ? `${of === '' ? 'no case has been decided or closed yet' : 'no case is known by that'}\n`
            : `${describeFound(cases, columnsOf(io))}\n`,
        );
        if (andMore) io.stdout.write('there are more: raise --limit\n');
      },
    );

/** States in which a case stands in the queue. */
const OPEN_STATES = (Object.keys(TRANSITIONS) as CaseState[]).filter(
  (state) => lanesOfState(state).length > 0,
);

const rebuildCommand = (io: Io): Command =>
  withStaff(new Command('rebuild'))
    .description(
      'Compute anew, from the cases alone, where they stand in the queue, what they are found by, and what they are about where they do not say it.',
    )
    .action(async (options: StaffOptions) => {
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      let cases = 0;
      let mended = 0;
      for await (const part of pagesOf(
        async (cursor) => (await api('rebuildQueue', { body: cursor })).body,
      )) {
        cases += part.cases;
        mended += part.mended;
      }
      if (options.json) printJson(io, { cases, mended });
      else io.stdout.write(`${cases} cases looked at, ${mended} put right\n`);
    });

export const caseCommand = (io: Io): Command =>
  withStaff(new Command('case'))
    .description('One case file: the notice, each address with its evidence, the clock, the timeline.')
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .action(async (caseId: string, options: StaffOptions) => {
      const view = await readCase(await connect(io, 'staff', options), caseId);
      if (options.json) printJson(io, view);
      else io.stdout.write(describeCase(view));
    });

export const claimCommand = (io: Io): Command =>
  withStaff(new Command('claim'))
    .description('Take a case: the one named, or the next due that nobody works on. --release gives it back.')
    .argument('[case]', 'case number', caseNumber)
    .option('--renew', 'you are still at it: your claim lasts longer')
    .option('--take-over <reason>', 'take it although somebody else works on it, and say why')
    .option('--release', 'give it back')
    .action(
      async (
        caseId: string | undefined,
        {
          takeOver,
          release,
          renew,
          ...options
        }: StaffOptions & {
          readonly takeOver?: string;
          readonly release?: boolean;
          readonly renew?: boolean;
        },
      ) => {
        const api = await connect(io, 'staff', options);
        if (release) return giveBack(io, api, caseId, options);
        if (renew) return keep(io, api, caseId, options);
        const claimed = await (caseId ? claimNamed(api, caseId, takeOver) : claimFirst(api));
        if (options.json) return printJson(io, claimed);
        io.stdout.write(`${claimed.caseId} is yours until ${claimed.lease.expiresAt}\n\n`);
        io.stdout.write(describeCase(await readCase(api, claimed.caseId)));
      },
    );

/** @throws UsageError without a case, Refusal where nobody has claimed it. */
async function leaseOf(api: CallApi, caseId: string | undefined) {
  if (!caseId) throw new UsageError('name the case');
  const { lease } = await readCase(api, caseId);
  if (!lease) throw new Refusal(`nobody works on ${caseId}`);
  return { params: { caseId }, body: { leaseToken: lease.token } };
}

async function giveBack(
  io: Io,
  api: CallApi,
  caseId: string | undefined,
  { json }: StaffOptions,
): Promise<void> {
  const { body } = await api('releaseCase', await leaseOf(api, caseId));
  if (json) printJson(io, body);
  else io.stdout.write(`${caseId} is back in the queue\n`);
}

async function keep(io: Io, api: CallApi, caseId: string | undefined, { json }: StaffOptions): Promise<void> {
  const { body } = await api('renewClaim', await leaseOf(api, caseId));
  if (json) printJson(io, body);
  else io.stdout.write(`${caseId} is yours until ${body.lease.expiresAt}\n`);
}

async function claimNamed(api: CallApi, caseId: string, takeOver: string | undefined): Promise<Claim> {
  if (takeOver === undefined) return claim(api, caseId);
  return (await api('takeOverCase', { params: { caseId }, body: { reason: takeOver } })).body;
}

async function claimFirst(api: CallApi): Promise<Claim> {
  const { claim: next } = (await api('claimNext', { body: {} })).body;
  if (next) return next;
  throw new Refusal('no case is free for you: the queue is empty, or others work on what is in it');
}

interface DecideOptions extends StaffOptions {
  readonly item: readonly number[];
  readonly action: readonly ItemAction[];
  readonly code?: ReasonCode;
  readonly reason?: string;
  readonly file?: string;
  readonly group?: string;
  readonly preview?: boolean;
  readonly excludePassage: readonly number[];
  readonly excludeFor: 'original' | 'site' | 'corpus';
}

const itemNumbers = (text: string, before: readonly number[]): readonly number[] => {
  if (!/^\d+$/.test(text)) throw new UsageError(`'${text}' is no item number`);
  return [...before, Number(text)];
};

const DECIDE_HELP = `
${REASON_CODES.map((code) => `  ${code.padEnd(20)}${REASON_WORDS[code]}`).join('\n')}

An UPHELD_ code goes with an action that changes the page, a KEPT_ or NA_ code with keep.
--file holds {"decisions": [{"item": 1, "actions": ["disable"], "reasonCode": "UPHELD_FULL_COPY", "reason": "..."}]}.
For half a minute copydesk undo takes a decision back; then it is carried out.`;

export const decideCommand = (io: Io): Command =>
  withStaff(new Command('decide'))
    .description(
      `Decide items of a case that you have claimed. Nothing is preselected: name the action, its reason code and your own words. Without --action, ${TURN_AWAY_CODES.join(', ')} close the whole complaint unjudged.`,
    )
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .addOption(
      new Option('--item <no>', 'item to decide; may be repeated')
        .argParser(itemNumbers)
        .default([], 'every undecided one'),
    )
    .addOption(new Option('--action <action...>', 'what is to be done').choices(ITEM_ACTIONS))
    .addOption(new Option('--code <code>', 'why, from the closed list').choices(REASON_CODES))
    .option('--reason <words>', 'why, in your own words: both parties will read them')
    .option('--group <no>', 'every item of one group of identical facts, as copydesk case numbers them')
    .option('--file <file>', 'decisions as JSON, for different outcomes at once')
    .addOption(
      new Option(
        '--exclude-passage <no>',
        "passage of the item's evidence that is nobody's own words from now on; may be repeated",
      )
        .argParser(itemNumbers)
        .default([], 'none'),
    )
    .addOption(
      new Option('--exclude-for <scope>', 'where it is not counted')
        .choices(['original', 'site', 'corpus'])
        .default('original'),
    )
    .option('--preview', 'decide nothing: show what would be done, and every letter as it will be read')
    .addHelpText('after', DECIDE_HELP)
    .action(async (caseId: string, options: DecideOptions) => {
      const api = await connect(io, 'staff', options);
      const view = await readCase(api, caseId);
      if (!view.lease) throw new Refusal(whyUnclaimed(view));
      const request = requestOf(io, view, options);
      if (options.preview) return preview(io, api, caseId, request, options);
      const exclusion = exclusionOf(request, options);
      await decide(api, caseId, request);
      if (exclusion) await api('excludePassages', { params: { caseId }, body: exclusion });
      const after = await readCase(api, caseId);
      if (options.json) printJson(io, after);
      else io.stdout.write(describeCase(after));
    });

/** Passages have numbers within one item's evidence. */
function exclusionOf(
  request: DecisionRequest,
  { excludePassage: passages, excludeFor: scope }: DecideOptions,
) {
  if (passages.length === 0) return undefined;
  const [item, ...others] = 'decisions' in request ? request.decisions.map((decision) => decision.item) : [];
  if (item === undefined || others.length > 0)
    throw new UsageError('--exclude-passage goes with the decision of one item: name it with --item');
  return { item, passages: [...passages], scope };
}

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
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .action(async (caseId: string, options: StaffOptions) => {
      const api = await connect(io, 'staff', options);
      const { body } = await api('undoDecision', { params: { caseId } });
      if (options.json) return printJson(io, body);
      io.stdout.write(
        `taken back; ${caseId} is ${STATE_WORDS[body.state]} again; if nobody holds it: copydesk claim ${caseId}\n`,
      );
    });

export const sendNowCommand = (io: Io): Command =>
  withStaff(new Command('send-now'))
    .description('Carry the last decision out at once: it can not be taken back after that.')
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .action(async (caseId: string, options: StaffOptions) => {
      const api = await connect(io, 'staff', options);
      const { body } = await api('sendNow', { params: { caseId } });
      if (options.json) return printJson(io, body);
      io.stdout.write(`sent: what had waited (${body.sent}); ${caseId}: ${STATE_WORDS[body.state]}\n`);
    });

const decisionsFile = z.strictObject({ decisions: itemDecisions });

function groupOf({ groups }: CaseView, number: string | undefined): readonly number[] | undefined {
  if (number === undefined) return undefined;
  const group = groups[Number(number) - 1];
  if (!group) throw new UsageError(`there is no group ${number}: the case has ${groups.length}`);
  return group.items;
}

async function preview(
  io: Io,
  api: CallApi,
  caseId: string,
  request: DecisionRequest,
  { json }: StaffOptions,
): Promise<void> {
  const { body } = await api('previewDecision', { params: { caseId }, body: request });
  if (json) printJson(io, body);
  else io.stdout.write(describePreview(body));
}

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
  const items = options.item.length > 0 ? options.item : (groupOf(view, options.group) ?? open);
  return { ...fence, decisions: items.map((item) => ({ item, actions: [...actions], reasonCode, reason })) };
}
