import { textField } from '../pages/complaint-form';
import type { Remark } from '../pages/complaint-submission';
import { alertLog } from '../shared/desk/alert-log';
import { chooseMatchAlerts, rotateAlertSecret } from '../shared/desk/choose-match-alerts';
import type { Publisher } from '../shared/desk/desk';
import { matchAlertsOf } from '../shared/desk/match-alert-choice';
import { parseAs } from '../shared/wire/problem-json';
import { matchAlertsRequest } from '../shared/wire/publishers';
import { z } from 'zod';
import { type AccountParts, guardOf, takeForm } from './account-form';
import { type Account, holderOfAccount } from './account-session';
import type { Call, Handlers } from './http';
import { secretPage } from './page-answer';

const older = z.object({ after: z.string().max(2_000).exactOptional() });

type AlertRoute = 'alertsPage' | 'chooseAlerts' | 'rotateAlertSecret';

/** How an account hears of published copies. */
export function matchAlertRoutes(
  parts: AccountParts,
): Pick<Handlers<'publisher-pages', Account>, AlertRoute> {
  const { desk, pages } = parts;

  async function shown(
    publisher: Publisher,
    guard: string,
    more: {
      readonly sent?: FormData;
      readonly remarks?: readonly Remark[];
      readonly secret?: string;
      readonly saved?: true;
      /** Where the log goes on. */
      readonly after?: string;
    } = {},
  ): Promise<string> {
    const { sent, remarks = [], after, ...done } = more;
    const alerts = matchAlertsOf(publisher);
    const field = (name: string, stands: string) => (sent ? textField(sent, name) : stands);
    const fields = {
      by: field('by', alerts.by),
      endpoint: field('endpoint', alerts.endpoint ?? ''),
      licensedToo: sent ? sent.has('licensedToo') : alerts.licensedToo === true,
      language: field('language', alerts.language ?? ''),
    };
    const log = await alertLog(desk, publisher.id, after);
    return pages.alerts({ alerts, fields, email: publisher.email, log, guard, remarks, ...done });
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
        return secretPage(200, await shown(stands, guard.value, done), guard.cookies);
      },
      (sent, remarks, guard) => shown(publisher, guard, { sent, remarks }),
    );
  };

  return {
    alertsPage: async (call, account) => {
      const guard = guardOf(parts, call);
      const { after } = call.query(older);
      const more = { ...(after !== undefined && { after }) };
      return secretPage(200, await shown(holderOfAccount(account), guard.value, more), guard.cookies);
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
