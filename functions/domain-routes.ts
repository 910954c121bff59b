import { textField } from '../pages/complaint-form';
import type { Remark } from '../pages/complaint-submission';
import { askForContact, keepContact } from '../shared/desk/change-contact';
import { askForProof, claimDomains, removeDomain } from '../shared/desk/domain-proof';
import type { Publisher } from '../shared/desk/desk';
import { settledDomains } from '../shared/desk/settle-proof';
import { parseAs } from '../shared/wire/problem-json';
import { domainRequest, signInRequest } from '../shared/wire/publishers';
import { type Account, holderOfAccount } from './account-session';
import { type AccountParts, guardOf, takeForm } from './account-form';
import type { Call, Handlers, Page } from './http';
import { page } from './page-answer';

type DomainRoute =
  'accountPage' | 'addDomain' | 'checkDomain' | 'removeDomain' | 'changeContact' | 'keepContact';

/** The account at a glance: who it writes to, its domains, and what proves them. */
export function domainRoutes(parts: AccountParts): Pick<Handlers<'publisher-pages', Account>, DomainRoute> {
  const { desk, pages } = parts;

  const shown = async (
    publisher: Publisher,
    guard: string,
    sent?: FormData,
    remarks: readonly Remark[] = [],
  ) =>
    pages.account({
      publisher,
      domains: await settledDomains(desk, publisher.id),
      guard,
      fields: {
        domain: sent ? textField(sent, 'domain') : '',
        email: sent ? textField(sent, 'email') : '',
      },
      remarks,
    });

  /** A form of this page, which leads back to it. */
  const taking = (
    call: Call,
    account: Account,
    take: (publisher: Publisher, sent: FormData) => Promise<void>,
  ): Promise<Page> => {
    const publisher = holderOfAccount(account);
    return takeForm(
      parts,
      call,
      async (sent) => {
        await take(publisher, sent);
        return '/account';
      },
      (sent, remarks, guard) => shown(publisher, guard, sent, remarks),
    );
  };

  const domainIn = (sent: FormData): string =>
    parseAs(domainRequest, { domain: textField(sent, 'domain') }).domain;

  return {
    accountPage: async (call, account) => {
      const guard = guardOf(parts, call);
      return page(200, await shown(holderOfAccount(account), guard.value), guard.cookies);
    },

    addDomain: (call, account) =>
      taking(call, account, ({ id }, sent) => claimDomains(desk, id, [domainIn(sent)])),
    checkDomain: (call, account) =>
      taking(call, account, ({ id }, sent) => askForProof(desk, id, domainIn(sent))),
    removeDomain: (call, account) =>
      taking(call, account, ({ id }, sent) => removeDomain(desk, id, domainIn(sent))),

    changeContact: (call, account) =>
      taking(call, account, async (publisher, sent) => {
        const { email } = parseAs(signInRequest, { email: textField(sent, 'email').trim() });
        await askForContact(desk, publisher, email);
      }),
    keepContact: (call, account) => taking(call, account, (publisher) => keepContact(desk, publisher)),
  };
}
