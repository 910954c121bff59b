import { Command, Option } from 'commander';
import { PRIORITIES } from '../shared/case/case';
import { MARKS } from '../shared/case/event';
import { ABUSE_SIGNALS } from '../shared/case/flag-abuse';
import type { Decided } from '../shared/desk/decide-items';
import type { Moved } from '../shared/desk/move-case';
import { ABUSE_WORDS, MARK_WORDS, STATE_WORDS } from '../shared/case/words';
import { DEFICIENCIES, type DeficiencyCode } from '../shared/notice/deficiency';
import { type ApiOptions, type CallApi, connect } from './api';
import { caseNumber, withStaff } from './api-options';
import { type Io, Refusal, UsageError } from './io';
import { printJson } from './print';
import { readCase } from './review';

interface StaffOptions extends ApiOptions {
  readonly json?: boolean;
}

const itemNumbers = (text: string, before: readonly number[] = []): readonly number[] => {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`'${text}' is no item number`);
  return [...before, Number(text)];
};

const forCase = (name: string, description: string): Command =>
  withStaff(new Command(name))
    .description(description)
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber);

const items = () =>
  new Option('--item <no>', 'one item; may be repeated (default: all)').argParser(itemNumbers);

/** What the complainant is asked for. */
const ASKED_FOR = Object.fromEntries(
  Object.entries(DEFICIENCIES).map(([code, { whatToAdd }]) => [code, whatToAdd]),
);

/** Codes with what they mean, as the end of a verb's help. */
const meanings = (words: Readonly<Record<string, string>>): string =>
  ['', ...Object.entries(words).map(([code, meaning]) => `  ${code.padEnd(20)}${meaning}`)].join('\n');

/** Does one thing to a case and says where it then stands. */
async function move(
  io: Io,
  options: StaffOptions,
  caseId: string,
  call: (api: CallApi) => Promise<{ readonly body: Moved }>,
): Promise<void> {
  const { body } = await call(await connect(io, 'staff', options));
  if (options.json) printJson(io, body);
  else io.stdout.write(`${caseId}: ${STATE_WORDS[body.state]}\n`);
}

export const requestInfoCommand = (io: Io): Command =>
  forCase(
    'request-info',
    'Ask the complainant for named missing parts; the promise stands still once the mail is out.',
  )
    .addOption(
      new Option('--missing <part...>', 'what is missing')
        .choices(Object.keys(DEFICIENCIES))
        .makeOptionMandatory(),
    )
    .option('--note <words>', 'in your own words; the complainant reads them')
    .addHelpText('after', meanings(ASKED_FOR))
    .action(
      async (
        caseId: string,
        {
          missing,
          note,
          ...options
        }: StaffOptions & { readonly missing: readonly DeficiencyCode[]; readonly note?: string },
      ) =>
        move(io, options, caseId, async (api) => {
          const { lease } = await readCase(api, caseId);
          if (!lease) throw new Refusal(`nobody has claimed ${caseId}: copydesk claim ${caseId}`);
          const body = {
            leaseToken: lease.token,
            missing: [...missing],
            ...(note !== undefined && { note }),
          };
          return api('requestInformation', { params: { caseId }, body });
        }),
    );

interface WithReason extends StaffOptions {
  readonly reason: string;
}

export const escalateCommand = (io: Io): Command =>
  forCase('escalate', 'Pass a case to the legal team. Its clock runs on.')
    .requiredOption('--reason <words>', 'what they are to look at')
    .action(async (caseId: string, { reason, ...options }: WithReason) =>
      move(io, options, caseId, (api) => api('escalateCase', { params: { caseId }, body: { reason } })),
    );

interface WithNote extends StaffOptions {
  readonly note: string;
}

export const returnCommand = (io: Io): Command =>
  forCase('return', 'Give an escalated case back to the reviewers.')
    .requiredOption('--note <words>', 'what they are to know')
    .action(async (caseId: string, { note, ...options }: WithNote) =>
      move(io, options, caseId, (api) => api('returnCase', { params: { caseId }, body: { note } })),
    );

export const completeCommand = (io: Io): Command =>
  forCase('complete', 'Find a notice fit for review although something in it was not recognised.')
    .requiredOption('--note <words>', 'why it is fit')
    .action(async (caseId: string, { note, ...options }: WithNote) =>
      move(io, options, caseId, (api) => api('completeScreening', { params: { caseId }, body: { note } })),
    );

export const reopenCommand = (io: Io): Command =>
  forCase('reopen', 'Open a closed case on new facts, under a new cycle of the promise.')
    .requiredOption('--facts <words>', 'what is new')
    .action(async (caseId: string, { facts, ...options }: StaffOptions & { readonly facts: string }) =>
      move(io, options, caseId, (api) =>
        api('reopenCase', { params: { caseId }, body: { newFacts: facts } }),
      ),
    );

export const withdrawCommand = (io: Io): Command =>
  forCase('withdraw', 'Withdraw items in the name of the complainant, whose word you have verified.')
    .addOption(items())
    .action(
      async (caseId: string, { item, ...options }: StaffOptions & { readonly item?: readonly number[] }) =>
        move(io, options, caseId, (api) =>
          api('withdrawForComplainant', { params: { caseId }, body: item ? { items: [...item] } : {} }),
        ),
    );

export const mergeCommand = (io: Io): Command =>
  forCase('merge', 'Confirm that a case is the same complaint as another, which then goes on alone.')
    .requiredOption('--into <case>', 'the case that goes on', caseNumber)
    .action(async (caseId: string, { into, ...options }: StaffOptions & { readonly into: string }) => {
      await move(io, options, caseId, (api) => api('mergeCase', { params: { caseId }, body: { into } }));
    });

export const noteCommand = (io: Io): Command =>
  forCase('note', 'Leave a note for colleagues. It is never changed: a later note corrects it.')
    .argument('<words>', 'the note')
    .option('--corrects <no>', 'number of the timeline entry that it corrects')
    .action(
      async (
        caseId: string,
        text: string,
        { corrects, ...options }: StaffOptions & { readonly corrects?: string },
      ) => {
        const body = { text, ...(corrects !== undefined && { corrects: Number(corrects) }) };
        await move(io, options, caseId, (api) => api('addNote', { params: { caseId }, body }));
      },
    );

export const flagAbuseCommand = (io: Io): Command =>
  forCase('flag-abuse', 'Put signals of misuse before the legal team. Nobody outside is told.')
    .addOption(new Option('--signal <signal...>', 'two or more').choices(ABUSE_SIGNALS).makeOptionMandatory())
    .addHelpText('after', meanings(ABUSE_WORDS))
    .action(
      async (
        caseId: string,
        { signal, ...options }: StaffOptions & { readonly signal: readonly (typeof ABUSE_SIGNALS)[number][] },
      ) =>
        move(io, options, caseId, (api) =>
          api('flagAbuse', { params: { caseId }, body: { signals: [...signal] } }),
        ),
    );

export const markCommand = (io: Io): Command =>
  forCase(
    'mark',
    `Establish what a case is: ${PRIORITIES.join(' and ')} put it first, press_freedom asks for a second person.`,
  )
    .addOption(new Option('--as-a <mark>', 'what it is').choices(MARKS).makeOptionMandatory())
    .addHelpText('after', meanings(MARK_WORDS))
    .requiredOption('--reason <words>', 'how you know')
    .option('--off', 'it is not: for the legal team and managers')
    .action(
      async (
        caseId: string,
        {
          asA: mark,
          reason,
          off,
          ...options
        }: WithReason & { readonly asA: (typeof MARKS)[number]; readonly off?: boolean },
      ) =>
        move(io, options, caseId, (api) =>
          api('markCase', { params: { caseId }, body: { mark, reason, on: off !== true } }),
        ),
    );

export const approveCommand = (io: Io): Command =>
  forCase('approve', 'Agree, as the second person, to a proposed decision: now it takes effect.')
    .addOption(items())
    .action(
      async (caseId: string, { item, ...options }: StaffOptions & { readonly item?: readonly number[] }) => {
        const api = await connect(io, 'staff', options);
        const { version } = await readCase(api, caseId);
        const { body }: { readonly body: Decided } = await api('approveDecision', {
          params: { caseId },
          body: { version, ...(item && { items: [...item] }) },
        });
        if (options.json) printJson(io, body);
        else io.stdout.write(`${caseId}: ${STATE_WORDS[body.state]}\n`);
      },
    );

export const refuseCommand = (io: Io): Command =>
  forCase('refuse', 'Refuse a proposed decision, or take your own proposal back. Nothing of it was done.')
    .requiredOption('--reason <words>', 'why')
    .action(async (caseId: string, { reason, ...options }: WithReason) =>
      move(io, options, caseId, async (api) => {
        const { version } = await readCase(api, caseId);
        return api('refuseDecision', { params: { caseId }, body: { version, reason } });
      }),
    );
