import { textField } from '../pages/complaint-form';
import type { Remark } from '../pages/complaint-submission';
import type { Publisher } from '../shared/desk/desk';
import { lacksProof } from '../shared/desk/domain-proof';
import {
  importOriginals,
  listImports,
  readImport,
  refusalsOf,
  sendImportAgain,
} from '../shared/desk/import-originals';
import { admit } from '../shared/desk/rate-limits';
import { Problem } from '../shared/problem';
import { given } from '../shared/wire/back-catalogue/entry';
import { readCatalogue } from '../shared/wire/back-catalogue/read-catalogue';
import type { SiteId } from '../shared/ids';
import { type Account, holderOfAccount } from './account-session';
import { type AccountParts, guardOf, takeForm } from './account-form';
import type { Call, Handlers } from './http';
import { admitSending, page, secretPage } from './page-answer';

type OriginalRoute =
  'originalsPage' | 'registerOwnOriginal' | 'importOriginals' | 'importPage' | 'sendImportAgain';

const importOf = (call: Call): string =>
  call.param('importId', (text) => (/^[0-9A-Z]{26}$/.test(text) ? text : undefined));

/** A file that holds nothing of use is said at its field. */
const wrongFile = (says: string): Problem =>
  new Problem('invalid', 'the file cannot be taken', { errors: [{ pointer: '/file', detail: says }] });

/** Registering originals: one typed in, or a file of them; what became of each. */
export function originalRoutes(
  parts: AccountParts,
): Pick<Handlers<'publisher-pages', Account>, OriginalRoute> {
  const { desk, pages } = parts;

  async function shown(
    publisher: Publisher,
    guard: string,
    sent?: FormData,
    remarks: readonly Remark[] = [],
  ): Promise<string> {
    const field = (name: string) => (sent ? textField(sent, name) : '');
    return pages.originals({
      fields: {
        url: field('url'),
        title: field('title'),
        publishedAt: field('publishedAt'),
        text: field('text'),
        siteHost: field('siteHost'),
      },
      asksForSite: publisher.siteId === undefined,
      lacksProof: lacksProof(publisher, await desk.registry.domainsOf(publisher.id)),
      imports: await listImports(desk, publisher.id),
      guard,
      remarks,
    });
  }

  /** The account's own, or the one named where staff made the account. */
  async function siteOf(publisher: Publisher, sent: FormData): Promise<SiteId> {
    if (publisher.siteId) return publisher.siteId;
    const site = await desk.registry.siteOfHost(textField(sent, 'siteHost').trim());
    if (site) return site.siteId;
    throw new Problem('invalid', 'the site is not ours', {
      errors: [{ pointer: '/siteHost', detail: 'we run no site of this name: check how it is spelt' }],
    });
  }

  return {
    originalsPage: async (call, account) => {
      const guard = guardOf(parts, call);
      return page(200, await shown(holderOfAccount(account), guard.value), guard.cookies);
    },

    registerOwnOriginal: (call, account) => {
      const publisher = holderOfAccount(account);
      return takeForm(
        parts,
        call,
        async (sent) => {
          const siteId = await siteOf(publisher, sent);
          const fields = given({
            url: textField(sent, 'url'),
            title: textField(sent, 'title'),
            publishedAt: dated(textField(sent, 'publishedAt')),
            text: textField(sent, 'text'),
          });
          await admitSending(desk, call, publisher.id);
          const source = { format: 'form', name: fields['title'] ?? '', siteId } as const;
          const entry = { row: 1, fields };
          const refused = await refusalsOf(desk, publisher, siteId, entry);
          if (refused.length > 0)
            throw new Problem('invalid', 'the original cannot be taken', { errors: refused.map(asField) });
          return `/account/imports/${await importOriginals(desk, publisher, [entry], source)}`;
        },
        (sent, remarks, guard) => shown(publisher, guard, sent, remarks),
      );
    },

    importOriginals: (call, account) => {
      const publisher = holderOfAccount(account);
      return takeForm(
        parts,
        call,
        async (sent) => {
          const file = sent.get('file');
          if (!(file instanceof File) || (file.size === 0 && file.name === ''))
            throw wrongFile('choose a file first');
          const siteId = await siteOf(publisher, sent);
          const read = readCatalogue(new Uint8Array(await file.arrayBuffer()));
          if (read.outcome === 'unreadable') throw wrongFile(read.why);
          await admit(desk, { kind: 'accountImports', id: publisher.id });
          const source = { format: read.format, name: file.name.slice(0, 200), siteId };
          return `/account/imports/${await importOriginals(desk, publisher, read.entries, source)}`;
        },
        (sent, remarks, guard) => shown(publisher, guard, sent, remarks),
      );
    },

    importPage: async (call, account) => {
      const guard = guardOf(parts, call);
      const progress = await readImport(desk, holderOfAccount(account).id, importOf(call));
      return secretPage(
        200,
        pages.importProgress({ progress, guard: guard.value, remarks: [] }),
        guard.cookies,
      );
    },

    sendImportAgain: (call, account) => {
      const { id } = holderOfAccount(account);
      const importId = importOf(call);
      return takeForm(
        parts,
        call,
        async () => {
          await admit(desk, { kind: 'accountImports', id });
          await sendImportAgain(desk, id, importId);
          return `/account/imports/${importId}`;
        },
        async (_sent, remarks, guard) =>
          pages.importProgress({ progress: await readImport(desk, id, importId), guard, remarks }),
      );
    },
  };
}

/** `url: what is wrong` of a row, at its field. */
function asField(why: string): { readonly pointer: string; readonly detail: string } {
  const [, field, detail] = /^(url|title|publishedAt|text): (.+)$/s.exec(why) ?? [];
  return field === undefined || detail === undefined
    ? { pointer: '/url', detail: why }
    : { pointer: `/${field}`, detail };
}

/** A date field gives a day. */
const dated = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
