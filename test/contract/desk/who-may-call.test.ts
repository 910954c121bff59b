import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Handlers, ok, serve } from '../../../functions/http';
import { staffVerifier } from '../../../functions/staff';
import type { Actor, CaseState, Role } from '../../../shared/case/case';
import type { EventType } from '../../../shared/case/event';
import { ruleFor, TRANSITIONS } from '../../../shared/case/transitions';
import { type RouteName, routeKey, routes, type StaffGroup } from '../../../shared/wire/routes';
import { eventOf, invocation } from '../support/functions';
import { noon } from '../support/test-desk';

const ROLES = {
  reviewer: 'REV',
  legal: 'LEG',
  manager: 'MGR',
  admin: 'ADM',
  auditor: 'AUD',
} as const satisfies Record<StaffGroup, Role>;
const GROUPS = Object.keys(ROLES) as readonly StaffGroup[];

/** What a request does to a case, where the rules say more closely than the gate who may. */
const EVENT: Partial<Record<RouteName, EventType>> = {
  claimCase: 'claimed',
  renewClaim: 'claim_renewed',
  takeOverCase: 'taken_over',
  releaseCase: 'released',
  approveDecision: 'decision_approved',
  undoDecision: 'decision_undone',
  sendNow: 'sent_at_once',
  refuseDecision: 'proposal_refused',
  requestInformation: 'information_requested',
  completeScreening: 'completed',
  escalateCase: 'escalated',
  returnCase: 'returned',
  reopenCase: 'reopened',
  withdrawForComplainant: 'withdrawn',
  mergeCase: 'merged',
  addNote: 'noted',
  flagAbuse: 'abuse_flagged',
  markCase: 'marked',
  recordDate: 'date_recorded',
  correctContact: 'contact_corrected',
  revealContact: 'contact_revealed',
};

const staffed = routes.filter(({ function: served }) => served === 'desk-api');
const page = readFileSync(resolve(__dirname, '../../../docs/api.md'), 'utf8');
const documented = new Map(
  [...page.matchAll(/^\| `([A-Z]+ [^`]+)` *\| *([^|]*?) *\|/gm)].map(([, route = '', who = '']) => [
    route,
    who,
  ]),
);

/** As docs/api.md says to people. */
function saidOf(who: string): readonly StaffGroup[] | 'anyone' {
  if (who === 'anyone') return who;
  if (who === 'staff') return GROUPS;
  // Known by name besides.
  if (who === 'who decided') return ['reviewer', 'legal'];
  return GROUPS.filter((group) => who.split(', ').includes(group));
}

const mayCause = (group: StaffGroup, event: EventType): boolean =>
  (Object.keys(TRANSITIONS) as CaseState[]).some((state) => ruleFor(state, event)?.by.includes(ROLES[group]));

describe('the gate of the desk', () => {
  let server: Server;
  let log: jest.SpyInstance;
  let tokenOf: (groups: readonly string[]) => Promise<string>;
  let ask: (route: RouteName, headers: Readonly<Record<string, string>>) => Promise<number>;

  beforeAll(async () => {
    log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = JSON.stringify({
      keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }],
    });
    server = createServer((_, response) => response.end(keys)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const verify = staffVerifier(issuer, 'client');
    tokenOf = (groups) =>
      new SignJWT({ token_use: 'access', client_id: 'client', username: 'rita', 'cognito:groups': groups })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setSubject('s')
        .setIssuer(issuer)
        .setExpirationTime('1h')
        .sign(privateKey);
    const reached = async () => ok({}) as never;
    const handlers = Object.fromEntries(staffed.map(({ name }) => [name, reached]));
    const anybody: Actor = { role: 'AUD', id: 'anybody' };
    const handler = serve({
      function: 'desk-api',
      now: () => noon,
      doorToken: 'door',
      identify: async (auth, call) =>
        auth === 'public' ? anybody : verify(call.header('authorization'), auth),
      admit: async () => undefined,
      handlersFor: () => handlers as unknown as Handlers<'desk-api', Actor>,
    });
    ask = async (route, headers) =>
      (await handler(eventOf({ route, headers }).event, invocation)).statusCode ?? 0;
  });
  afterAll(() => {
    log.mockRestore();
    server.close();
  });

  it.each(staffed.map((route) => [routeKey(route), route] as const))('%s', async (key, { name }) => {
    const said = saidOf(documented.get(key) ?? '');
    const none = await ask(name, {});
    const withKey = await ask(name, {
      authorization: 'Bearer cdk_0123456789_secret',
      'x-api-key': 'cdk_1_2',
    });
    // A key of a publisher, of whatever site, opens nothing here.
    expect([none, withKey]).toEqual(said === 'anyone' ? [200, 200] : [401, 401]);
    if (said === 'anyone') return;
    expect(await ask(name, { authorization: `Bearer ${await tokenOf(['publisher'])}` })).toBe(403);
    const event = EVENT[name];
    for (const group of GROUPS) {
      const status = await ask(name, { authorization: `Bearer ${await tokenOf([group])}` });
      const may = status === 200 && (event === undefined || mayCause(group, event));
      expect([group, may]).toEqual([group, said.includes(group)]);
    }
  });
});

it('whoever configures or audits causes nothing in a case', () => {
  const rules = (Object.keys(TRANSITIONS) as CaseState[]).flatMap((state) =>
    Object.keys(TRANSITIONS[state]).flatMap((event) => ruleFor(state, event as EventType)?.by ?? []),
  );
  expect(rules.filter((role) => role === 'ADM' || role === 'AUD')).toEqual([]);
});
