import { textField } from '../pages/complaint-form';
import type { Remark } from '../pages/complaint-submission';
import type { Publisher } from '../shared/desk/desk';
import { endLicence } from '../shared/desk/end-licence';
import { registerLicence } from '../shared/desk/register-licence';
import { HOUR } from '../shared/clock/instant';
import { parseLicenceId } from '../shared/ids';
import { Problem } from '../shared/problem';
import { licenceRegistration } from '../shared/wire/licence-registration';
import { parseAs } from '../shared/wire/problem-json';
import { type Account, holderOfAccount } from './account-session';
import { type AccountParts, guardOf, takeForm } from './account-form';
import type { Handlers } from './http';
import { admitSending, page } from './page-answer';

type LicenceRoute = 'licencesPage' | 'registerOwnLicence' | 'endLicence';

const FIELDS = ['partner', 'prefixes', 'from', 'until', 'credit', 'maxWords', 'embargoHours'] as const;
type Fields = Readonly<Record<(typeof FIELDS)[number], string>>;

const fieldsOf = (sent: FormData | undefined): Fields =>
  Object.fromEntries(FIELDS.map((name) => [name, sent ? textField(sent, name).trim() : ''])) as Fields;

/** Who may republish the works of an account. */
export function licenceRoutes(parts: AccountParts): Pick<Handlers<'publisher-pages', Account>, LicenceRoute> {
  const { desk, pages } = parts;

  const shown = async (
    publisher: Publisher,
    guard: string,
    sent?: FormData,
    remarks: readonly Remark[] = [],
  ): Promise<string> =>
    pages.licences({
      licences: await desk.registry.licencesOf(publisher.id),
      fields: fieldsOf(sent),
      now: desk.now(),
      guard,
      remarks,
    });

  return {
    licencesPage: async (call, account) => {
      const guard = guardOf(parts, call);
      return page(200, await shown(holderOfAccount(account), guard.value), guard.cookies);
    },

    registerOwnLicence: (call, account) => {
      const publisher = holderOfAccount(account);
      return takeForm(
        parts,
        call,
        async (sent) => {
          const body = parseAs(licenceRegistration, registrationOf(fieldsOf(sent), desk.now()));
          await admitSending(desk, call, publisher.id);
          await registerLicence(desk, publisher.id, body);
          return '/account/licences';
        },
        (sent, remarks, guard) => shown(publisher, guard, sent, remarks.map(atField)),
      );
    },

    endLicence: (call, account) => {
      const publisher = holderOfAccount(account);
      return takeForm(
        parts,
        call,
        async () => {
          await endLicence(desk, publisher.id, call.param('licenceId', parseLicenceId));
          return '/account/licences';
        },
        (_sent, remarks, guard) => shown(publisher, guard, undefined, remarks),
      );
    },
  };
}

/** The fields as the API takes them; an empty field is not there. */
function registrationOf(fields: Fields, now: string) {
  const [maxWords, hours] = [wholeNumber(fields, 'maxWords'), wholeNumber(fields, 'embargoHours')];
  const prefixes = fields.prefixes.split(/\s+/).filter((each) => each !== '');
  return {
    partner: fields.partner,
    ...(prefixes.length > 0 && { scope: { kind: 'prefixes', prefixes } }),
    from: fields.from === '' ? now : `${fields.from}T00:00:00Z`,
    ...(fields.until !== '' && { until: `${fields.until}T00:00:00Z` }),
    terms: {
      ...(fields.credit !== '' && { credit: fields.credit }),
      ...(maxWords !== undefined && { maxWords }),
      ...(hours !== undefined && { embargoMs: hours * HOUR }),
    },
  };
}

/** A whole number, or nothing. @throws Problem `invalid` at the field. */
function wholeNumber(fields: Fields, name: 'maxWords' | 'embargoHours'): number | undefined {
  const typed = fields[name];
  if (typed === '') return undefined;
  if (/^\d{1,7}$/.test(typed)) return Number(typed);
  throw new Problem('invalid', 'a term is no number', {
    errors: [{ pointer: `/${name}`, detail: 'give a whole number in digits, or leave it empty' }],
  });
}

/** The API nests what the form has side by side. */
const atField = ({ field, says }: Remark): Remark =>
  field === 'scope'
    ? { field: 'prefixes', says }
    : field === 'terms'
      ? { field: 'main', says: `A term of the licence: ${says}` }
      : { field, says };
