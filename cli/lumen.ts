import { Command } from 'commander';
import {
  type FieldRedaction,
  type ForLumen,
  lumenNotice,
  type LumenNotice,
} from '../shared/transparency/lumen-notice';
import type { RedactionKind } from '../shared/transparency/redact';
import { type ApiOptions, connect } from './api';
import { caseNumber, withStaff } from './api-options';
import { type Io, Refusal } from './io';
import { printJson, table } from './print';
import { plural, printable } from './printable';
import { readCase } from './review';

interface LumenOptions extends ApiOptions {
  readonly json?: boolean;
  readonly preview?: boolean;
  readonly jurisdiction: string;
  readonly city?: string;
  readonly country?: string;
  readonly principalIsOrganisation?: boolean;
}

export const lumenCommand = (io: Io): Command =>
  withStaff(new Command('lumen'))
    .description(
      'A closed case as a notice for the Lumen database, without what is personal. Copydesk sends nothing: read it whole first, patterns know shapes and not people.',
    )
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .option('--preview', 'for people: what was taken out and where, then what would be public')
    .option('--jurisdiction <codes>', 'countries whose law it calls on, with commas', 'US')
    .option('--city <name>', 'of the organisation, if it may be public')
    .option('--country <code>', 'of the organisation, two capitals')
    .option('--principal-is-organisation', 'for whom it was sent is no private person')
    .action(async (caseId: string, options: LumenOptions) => {
      const view = await readCase(await connect(io, 'staff', options), caseId);
      const made = lumenNotice(view, {
        jurisdictions: options.jurisdiction.split(',').map((code) => code.trim()),
        ...(options.city !== undefined && { city: options.city }),
        ...(options.country !== undefined && { countryCode: options.country }),
        principalIsOrganisation: options.principalIsOrganisation === true,
      });
      if (made.outcome === 'refused') throw new Refusal(`${caseId} is not for Lumen: ${made.reason}.`);
      const { notice, redactions } = made;
      if (options.json) return printJson(io, { notice, redactions });
      if (options.preview) return void io.stdout.write(describeLumen(made));
      printJson(io, { notice });
      io.stderr.write(`${describeRedactions(made)}\n`);
    });

const KIND_WORDS = {
  field: 'what stood behind a label',
  link: 'a link that is not of the matter',
  mail: 'mail address',
  phone: 'telephone number',
  iban: 'bank account',
  id: 'number of a person',
  street: 'street and number',
  postcode: 'postcode',
  name: 'name',
} as const satisfies Record<RedactionKind, string>;

type Made = Extract<ForLumen, { outcome: 'notice' }>;

/** What was taken out and where, without its words. */
export function describeRedactions({ notice, redactions }: Made): string {
  if (redactions.length === 0) return 'nothing was taken out: read it all the more carefully';
  const rows = redactions.map((redaction) => [
    redaction.field,
    lineOf(notice, redaction),
    String(redaction.at),
    KIND_WORDS[redaction.kind],
  ]);
  return [
    `${plural(redactions.length, 'place')} taken out:`,
    table(['where', 'line', 'at', 'what'], rows),
  ].join('\n');
}

/** Counted from 1, in what is public; of the body only, the rest is short. */
const lineOf = ({ body }: LumenNotice, { field, at }: FieldRedaction): string =>
  field === 'body' ? String(body.slice(0, at).split('\n').length) : '1';

export function describeLumen(made: Made): string {
  const { notice } = made;
  const works = notice.works_attributes.flatMap((work, index) => [
    `work ${index + 1}: ${printable(work.description)}`,
    ...work.copyrighted_urls_attributes.map(({ url }) => `  original ${printable(url)}`),
    ...work.infringing_urls_attributes.map(({ url }) => `  copy     ${printable(url)}`),
  ]);
  const entities = notice.entity_notice_roles_attributes.map(
    ({ name, entity_attributes: { name: who, city, country_code } }) =>
      `${name}: ${[who, city, country_code]
        .filter((part) => part !== undefined)
        .map(printable)
        .join(', ')}`,
  );
  return [
    `${notice.title} (${notice.case_id_number}), received ${notice.date_received}, ${notice.jurisdiction_list}, action taken: ${notice.action_taken}`,
    ...entities,
    ...works,
    '',
    describeRedactions(made),
    '',
    ...notice.body.split('\n').map(printable),
    '',
  ].join('\n');
}
