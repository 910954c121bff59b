import { textField } from '../pages/complaint-form';
import type { Remark } from '../pages/complaint-submission';
import { issueOwnKey, listKeys, revokeKey, rotateKey } from '../shared/desk/account-keys';
import type { Publisher } from '../shared/desk/desk';
import { lacksProof } from '../shared/desk/domain-proof';
import type { IssuedKey } from '../shared/desk/publishers';
import { parseKeyId } from '../shared/ids';
import { parseAs } from '../shared/wire/problem-json';
import { ownKeyRequest } from '../shared/wire/publishers';
import { type Account, holderOfAccount } from './account-session';
import { type AccountParts, guardOf, takeForm } from './account-form';
import type { Call, Handlers } from './http';
import { admitSending, page, secretPage } from './page-answer';

type KeyRoute = 'keysPage' | 'issueOwnKey' | 'rotateKey' | 'revokeKey';

/** The API keys of an account. */
export function keyRoutes(parts: AccountParts): Pick<Handlers<'publisher-pages', Account>, KeyRoute> {
  const { desk, pages } = parts;

  async function shown(
    publisher: Publisher,
    guard: string,
    more: {
      readonly sent?: FormData;
      readonly remarks?: readonly Remark[];
      readonly issued?: IssuedKey;
    } = {},
  ): Promise<string> {
    const { sent, remarks = [], issued } = more;
    const site = publisher.siteId && (await desk.registry.site(publisher.siteId));
    const fields = {
      name: sent ? textField(sent, 'name') : '',
      siteHost: sent ? textField(sent, 'siteHost') : (site?.hosts[0] ?? ''),
      days: sent ? textField(sent, 'days') : '365',
      scopes: sent ? sent.getAll('scopes').map(String) : [],
    };
    const keys = await listKeys(desk, publisher.id);
    return pages.keys({
      keys,
      fields,
      lacksProof: lacksProof(publisher, await desk.registry.domainsOf(publisher.id)),
      guard,
      remarks,
      ...(issued && { issued }),
    });
  }

  /** A form that makes a key: its secret stands on the answer and nowhere else. */
  const issuing = (
    call: Call,
    account: Account,
    issue: (publisher: Publisher, sent: FormData) => Promise<IssuedKey>,
  ) => {
    const publisher = holderOfAccount(account);
    return takeForm(
      parts,
      call,
      async (sent) => {
        await admitSending(desk, call, publisher.id);
        const issued = await issue(publisher, sent);
        const guard = guardOf(parts, call);
        return secretPage(200, await shown(publisher, guard.value, { issued }), guard.cookies);
      },
      (sent, remarks, guard) => shown(publisher, guard, { sent, remarks }),
    );
  };

  return {
    keysPage: async (call, account) => {
      const guard = guardOf(parts, call);
      return page(200, await shown(holderOfAccount(account), guard.value), guard.cookies);
    },

    issueOwnKey: (call, account) =>
      issuing(call, account, async (publisher, sent) => {
        const days = textField(sent, 'days');
        const request = parseAs(ownKeyRequest, {
          name: textField(sent, 'name'),
          siteHost: textField(sent, 'siteHost'),
          scopes: sent.getAll('scopes'),
          ...(days !== '' && { days: Number(days) }),
        });
        return issueOwnKey(desk, publisher, request);
      }),

    rotateKey: (call, account) =>
      issuing(call, account, (publisher) => rotateKey(desk, publisher.id, call.param('keyId', parseKeyId))),

    revokeKey: (call, account) => {
      const publisher = holderOfAccount(account);
      return takeForm(
        parts,
        call,
        async () => {
          await revokeKey(desk, publisher.id, call.param('keyId', parseKeyId));
          return '/account/keys';
        },
        (_sent, remarks, guard) => shown(publisher, guard, { remarks }),
      );
    },
  };
}
