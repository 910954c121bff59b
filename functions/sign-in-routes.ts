import { textField } from '../pages/complaint-form';
import type { Desk, Publisher } from '../shared/desk/desk';
import { lacksProof } from '../shared/desk/domain-proof';
import {
  askForSignIn,
  sessionHolder,
  signInByLink,
  signOut,
  ticketHolder,
} from '../shared/desk/publisher-sign-in';
import { registerPublisher } from '../shared/desk/register-publisher';
import { parseAs } from '../shared/wire/problem-json';
import { publisherRegistration, signInRequest } from '../shared/wire/publishers';
import { z } from 'zod';
import { type Account, forgottenCookie, sessionCookie, sessionSecret } from './account-session';
import { type AccountParts, guardOf, takeForm } from './account-form';
import type { Call, Handlers } from './http';
import { admitSending, secretPage, seeOther } from './page-answer';

type SignInRoute =
  | 'askSignInPage'
  | 'askSignIn'
  | 'signInLinkPage'
  | 'signInByLink'
  | 'registerPage'
  | 'registerPublisher'
  | 'signOut';

const ticketOf = (call: Call): string => call.param('ticket', (text) => text);
const inLink = z.object({
  site: z.string().max(300).catch('').default(''),
  sent: z.string().exactOptional(),
});

/** What was found, for whom it can be; else what has to be done first. */
const firstPage = async (desk: Pick<Desk, 'registry'>, publisher: Publisher): Promise<string> =>
  lacksProof(publisher, await desk.registry.domainsOf(publisher.id)) ? '/account' : '/account/copies';

/** The ways into an account, and out of it. */
export function signInRoutes(parts: AccountParts): Pick<Handlers<'publisher-pages', Account>, SignInRoute> {
  const { desk, pages, publicUrl } = parts;
  return {
    askSignInPage: async (call) => {
      // The front page leads everybody here.
      const secret = sessionSecret(call, publicUrl);
      const holder = secret === undefined ? undefined : await sessionHolder(desk, secret);
      if (holder) return seeOther(await firstPage(desk, holder));
      const guard = guardOf(parts, call);
      const props = { email: '', guard: guard.value, remarks: [] };
      const { sent } = call.query(inLink);
      return secretPage(200, sent === undefined ? pages.signIn(props) : pages.linkSent(), guard.cookies);
    },

    askSignIn: (call) =>
      takeForm(
        parts,
        call,
        async (sent) => {
          const { email } = parseAs(signInRequest, { email: textField(sent, 'email').trim() });
          await admitSending(desk, call);
          await askForSignIn(desk, email);
          return '/account/sign-in?sent=1';
        },
        async (sent, remarks, guard) => pages.signIn({ email: textField(sent, 'email'), guard, remarks }),
      ),

    signInLinkPage: async (call) => {
      const ticket = ticketOf(call);
      const { publisher, contact } = await ticketHolder(desk, ticket);
      const guard = guardOf(parts, call);
      const props = { name: publisher.name, contact, ticket, guard: guard.value, remarks: [] };
      return secretPage(200, pages.signInLink(props), guard.cookies);
    },

    signInByLink: (call) => {
      const ticket = ticketOf(call);
      return takeForm(
        parts,
        call,
        async () => {
          const { publisher, contact } = await ticketHolder(desk, ticket);
          const secret = await signInByLink(desk, ticket);
          const next = contact === undefined ? await firstPage(desk, publisher) : '/account';
          return seeOther(next, [sessionCookie(publicUrl, secret)]);
        },
        async (_sent, remarks, guard) => {
          const { publisher, contact } = await ticketHolder(desk, ticket);
          return pages.signInLink({ name: publisher.name, contact, ticket, guard, remarks });
        },
      );
    },

    registerPage: async (call) => {
      const guard = guardOf(parts, call);
      const fields = { name: '', email: '', siteHost: call.query(inLink).site, domains: '' };
      return secretPage(200, pages.register({ fields, guard: guard.value, remarks: [] }), guard.cookies);
    },

    registerPublisher: (call) =>
      takeForm(
        parts,
        call,
        async (sent) => {
          const { domains, ...fields } = registrationFields(sent);
          const registration = parseAs(publisherRegistration, {
            ...fields,
            domains: domains.split(/[\s,;]+/).filter((each) => each !== ''),
          });
          await admitSending(desk, call);
          await registerPublisher(desk, registration);
          return '/account/sign-in?sent=1';
        },
        async (sent, remarks, guard) => pages.register({ fields: registrationFields(sent), guard, remarks }),
      ),

    signOut: (call) =>
      takeForm(
        parts,
        call,
        async () => {
          const secret = sessionSecret(call, publicUrl);
          if (secret !== undefined) await signOut(desk, secret);
          const left = seeOther('/account/sign-in', [forgottenCookie(publicUrl)]);
          return { ...left, headers: { ...left.headers, ...FORGET_PAGES } };
        },
        async () => pages.signedOut(),
      ),
  };
}

/** Pages of an account are kept by the browser, so that going back finds what was typed; not for whoever comes next. */
const FORGET_PAGES = { 'clear-site-data': '"cache"' } as const;

const registrationFields = (sent: FormData) => ({
  name: textField(sent, 'name').trim(),
  email: textField(sent, 'email').trim(),
  siteHost: textField(sent, 'siteHost').trim(),
  domains: textField(sent, 'domains'),
});
