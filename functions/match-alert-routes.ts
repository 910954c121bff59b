import { textField } from '../pages/complaint-form';
import type { Remark } from '../pages/complaint-submission';
import { chooseMatchAlerts, rotateAlertSecret } from '../shared/desk/choose-match-alerts';
import type { Publisher } from '../shared/desk/desk';
import { matchAlertsOf } from '../shared/desk/match-alert-choice';
import { parseAs } from '../shared/wire/problem-json';
import { matchAlertsRequest } from '../shared/wire/publishers';
import { type AccountParts, guardOf, takeForm } from './account-form';
import { type Account, holderOfAccount } from './account-session';
import type { Call, Handlers } from './http';
import { secretPage } from './page-answer';

type AlertRoute = 'alertsPage' | 'chooseAlerts' | 'rotateAlertSecret';

/** How an account hears of published copies. */
export function matchAlertRoutes(
  parts: AccountParts,
): Pick<Handlers<'publisher-pages', Account>, AlertRoute> {
  const { desk, pages } = parts;

  function shown(
    publisher: Publisher,
    guard: string,
    more: {
      readonly sent?: FormData;
      readonly remarks?: readonly Remark[];
      readonly secret?: string;
      readonly saved?: true;
    } = {},
  ): string {
    const { sent, remarks = [], ...done } = more;
    const alerts = matchAlertsOf(publisher);
    const field = (name: string, stands: string) => (sent ? textField(sent, name) : stands);
    const fields = {
      by: field('by', alerts.by),
      endpoint: field('endpoint', alerts.endpoint ?? ''),
      licensedToo: sent ? sent.has('licensedToo') : alerts.licensedToo === true,
      language: field('language', alerts.language ?? ''),
    };
    return pages.alerts({ alerts, fields, email: publisher.email, guard, remarks, ...done });
  }

  /** A form that may make a secret: it stands on the answer and nowhere else. */
  const saving = (
    call: Call,
    account: Account,
    save: (publisher: Publisher, sent: FormData) => Promise<string | undefined>,
  ) => {
    const publisher = holderOfAccount(account);
    return takeForm(
      parts,
      call,
      async (sent) => {
        const secret = await save(publisher, sent);
        const stands = (await desk.registry.publisher(publisher.id)) ?? publisher;
        const guard = guardOf(parts, call);
        const done = { saved: true, ...(secret !== undefined && { secret }) } as const;
        return secretPage(200, shown(stands, guard.value, done), guard.cookies);
      },
      async (sent, remarks, guard) => shown(publisher, guard, { sent, remarks }),
    );
  };

  return {
    alertsPage: async (call, account) => {
      const guard = guardOf(parts, call);
      return secretPage(200, shown(holderOfAccount(account), guard.value), guard.cookies);
    },

    chooseAlerts: (call, account) =>
      saving(call, account, async (publisher, sent) => {
        const [endpoint, language] = [textField(sent, 'endpoint').trim(), textField(sent, 'language')];
        const request = parseAs(matchAlertsRequest, {
          by: textField(sent, 'by'),
          licensedToo: sent.has('licensedToo'),
          ...(endpoint !== '' && { endpoint }),
          ...(language !== '' && { language }),
        });
        return chooseMatchAlerts(desk, publisher, request);
      }),

    rotateAlertSecret: (call, account) =>
      saving(call, account, (publisher) => rotateAlertSecret(desk, publisher)),
  };
}
