import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { ImpossibleMove } from './clock/movable-clock';
import type { InvocationResult } from './lambda/execution-environment';
import type { InvocationCounts } from './lambda/local-function';
import type { Outbox, OutboxMail } from './mail/outbox';
import { outboxPage } from './mail/outbox-page';
import type { IncomingMail, Receipt } from './mail/receive-mail';
import type { MailFate } from './mail/return-mail';
import { requestTarget } from './http-api/request-target';
import { matchRoute } from './http-api/route-match';
import { jsonText } from './json-text';
import { readBody } from './read-body';

/** What can be done to a running stack from outside. */
export interface Controls {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly offsetMs: () => number;
  advance(ms: number): Promise<void>;
  receive(mail: IncomingMail): Promise<Receipt>;
  /** A mail that went out comes back. @returns how many heard of it. */
  returnMail(mail: OutboxMail, fate: MailFate): Promise<number>;
  readonly schedules: readonly string[];
  /** Undefined where no schedule is called so. */
  runSchedule(logicalId: string): Promise<InvocationResult> | undefined;
  /** A TXT record of this machine; without a text, none any more. */
  publishName(name: string, text?: string): void;
  invocations(): Readonly<Record<string, InvocationCounts>>;
  stop(): Promise<void>;
  readonly outbox: Outbox;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const wrong = (status: number, message: string): Answer => ({ status, body: { message } });
/** Amazon SES takes no larger mail. */
const maxMailBytes = 40 * 1024 * 1024;

export interface ControlTokens {
  /** Opens everything, as a bearer token. */
  readonly control: string;
  /** Opens the page of the outbox alone, in its query: a browser keeps its link in the history. */
  readonly outbox: string;
}

/**
 * The control API of the local stack: clock, mails, schedules, stop. It takes the token of stack.json, and only
 * requests that name this machine as their host, so that no web page can reach it through a name of its own.
 */
export function controlListener(controls: Controls, tokens: ControlTokens) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = request;
    const target = requestTarget(url);
    const { path } = target;
    const query = new URLSearchParams(target.query);
    const send = ({ status, body }: Answer) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
      return send(wrong(403, 'This is reached as 127.0.0.1 only.'));
    if (method === 'GET' && path === '/outbox') {
      if (!isSame(query.get('token'), tokens.outbox))
        return send(wrong(401, 'Open the outboxUrl of stack.json, or the link that the stack printed.'));
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'cache-control': 'no-store',
      });
      response.end(outboxPage(controls.outbox.list()));
      return;
    }
    if (!isSame(request.headers.authorization, `Bearer ${tokens.control}`))
      return send(wrong(401, 'Send the controlToken of stack.json as a bearer token.'));
    const match = matchRoute(routes, method, path);
    if (match === undefined)
      return send(
        wrong(
          404,
          `There is no ${method} ${path} here: ${routes.map((route) => route.routeKey).join(', ')}.`,
        ),
      );
    send(
      await match.route.run({
        controls,
        request,
        query,
        id: match.pathParameters['id'] ?? '',
      }),
    );
  };
}

interface Call {
  readonly controls: Controls;
  readonly request: IncomingMessage;
  readonly query: URLSearchParams;
  /** The path's one parameter, if it has one. */
  readonly id: string;
}

interface ControlRoute {
  readonly routeKey: string;
  readonly run: (call: Call) => Answer | Promise<Answer>;
}

const clock = ({ controls }: Call): Answer =>
  ok({ now: new Date(controls.now()).toISOString(), offsetMs: controls.offsetMs() });

const fateText = z.enum(['bounced', 'undelivered', 'complained']);

const stepText = jsonText.pipe(z.object({ ms: z.int().positive() }));

const nameText = jsonText.pipe(
  z.object({ name: z.string().min(1).max(253), text: z.string().min(1).max(4_000).optional() }),
);

const routes: readonly ControlRoute[] = [
  { routeKey: 'GET /clock', run: clock },
  {
    routeKey: 'POST /clock/advance',
    async run(call) {
      const body = await readBody(call.request, 1024);
      const step = stepText.safeParse(body.toString());
      if (!step.success)
        return wrong(400, 'Send {"ms": milliseconds to advance by}, a positive whole number.');
      try {
        await call.controls.advance(step.data.ms);
      } catch (error) {
        if (error instanceof ImpossibleMove) return wrong(400, error.message);
        throw error;
      }
      return clock(call);
    },
  },
  { routeKey: 'GET /mails', run: ({ controls }) => ok(controls.outbox.list()) },
  {
    routeKey: 'GET /mails/{id}',
    run({ controls, id }) {
      const mail = controls.outbox.get(id);
      return mail === undefined ? wrong(404, `There is no mail ${id}.`) : ok(mail);
    },
  },
  {
    routeKey: 'POST /mails/{id}/return',
    async run({ controls, id, query }) {
      const mail = controls.outbox.get(id);
      if (mail === undefined) return wrong(404, `There is no mail ${id}.`);
      const fate = fateText.safeParse(query.get('as') ?? 'bounced');
      if (!fate.success) return wrong(400, 'A mail is returned as bounced, undelivered or complained.');
      return ok({ told: await controls.returnMail(mail, fate.data) });
    },
  },
  {
    routeKey: 'POST /mail/in',
    async run({ controls, request, query }) {
      const raw = await readBody(request, maxMailBytes);
      if (raw === 'too large') return wrong(413, 'The mail is over 40 MB.');
      const verdict = query.get('verdict') ?? 'PASS';
      if (verdict !== 'PASS' && verdict !== 'FAIL' && verdict !== 'GRAY')
        return wrong(400, 'A verdict is PASS, FAIL or GRAY.');
      const receipt = await controls.receive({ raw, recipients: query.getAll('recipient'), verdict });
      switch (receipt.kind) {
        case 'received':
          return ok(receipt);
        case 'refused':
          return wrong(
            422,
            `Nobody takes mail for ${receipt.recipients.join(', ') || 'no recipient'}; mail is taken for ${receipt.taken.join(', ') || 'nobody'}.`,
          );
        case 'unreadable':
          return wrong(422, `The mail cannot be read: ${receipt.reason}.`);
      }
    },
  },
  {
    routeKey: 'POST /schedules/{id}/run',
    async run({ controls, id }) {
      const result = await controls.runSchedule(id);
      if (result !== undefined) return ok(result);
      return wrong(404, `There is no schedule ${id}; there are: ${controls.schedules.join(', ')}.`);
    },
  },
  {
    routeKey: 'POST /names',
    async run({ controls, request }) {
      const body = await readBody(request, 8_192);
      const record = nameText.safeParse(body.toString());
      if (!record.success) return wrong(400, 'Send {"name": "_copydesk.example.org", "text": "..."}.');
      controls.publishName(record.data.name, record.data.text);
      return ok({});
    },
  },
  { routeKey: 'GET /invocations', run: ({ controls }) => ok(controls.invocations()) },
  {
    routeKey: 'POST /stop',
    run({ controls }) {
      // The answer leaves first: stopping closes this very server.
      setTimeout(() => void controls.stop(), 50);
      return ok({ stopping: true });
    },
  },
];

function isSame(given: string | null | undefined, secret: string): boolean {
  const [ours, theirs] = [Buffer.from(secret), Buffer.from(given ?? '')];
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}
