import { textField } from '../pages/complaint-form';
import type { Remark } from '../pages/complaint-submission';
import { askForProof, claimDomains, settledDomains } from '../shared/desk/domain-proof';
import type { Publisher } from '../shared/desk/desk';
import { parseAs } from '../shared/wire/problem-json';
import { domainRequest } from '../shared/wire/publishers';
import { type Account, holderOfAccount } from './account-session';
import { type AccountParts, guardOf, takeForm } from './account-form';
import type { Handlers } from './http';
import { secretPage } from './page-answer';

type DomainRoute = 'accountPage' | 'addDomain' | 'checkDomain';

/** The account at a glance: its domains, and what proves them. */
export function domainRoutes(parts: AccountParts): Pick<Handlers<'publisher-pages', Account>, DomainRoute> {
  const { desk, pages } = parts;

  const shown = async (publisher: Publisher, guard: string, domain: string, remarks: readonly Remark[]) =>
    pages.account({ publisher, domains: await settledDomains(desk, publisher.id), guard, domain, remarks });

  return {
    accountPage: async (call, account) => {
      const guard = guardOf(parts, call);
      return secretPage(200, await shown(holderOfAccount(account), guard.value, '', []), guard.cookies);
    },

    addDomain: (call, account) =>
      takeForm(
        parts,
        call,
        async (sent) => {
          const { domain } = parseAs(domainRequest, { domain: textField(sent, 'domain') });
          await claimDomains(desk, holderOfAccount(account).id, [domain]);
          return '/account';
        },
        (sent, remarks, guard) => shown(holderOfAccount(account), guard, textField(sent, 'domain'), remarks),
      ),

    checkDomain: (call, account) =>
      takeForm(
        parts,
        call,
        async (sent) => {
          const { domain } = parseAs(domainRequest, { domain: textField(sent, 'domain') });
          await askForProof(desk, holderOfAccount(account).id, domain);
          return '/account';
        },
        (_sent, remarks, guard) => shown(holderOfAccount(account), guard, '', remarks),
      ),
  };
}
