import { formEntries, textField } from '../pages/complaint-form';
import { complaintFromMatch } from '../pages/complaint-from-match';
import { keepDraft } from '../shared/desk/complaint-draft';
import { ownPublishedCopy } from '../shared/desk/own-copy';
import { articleIdField } from '../shared/wire/fields';
import { parseAs } from '../shared/wire/problem-json';
import { type AccountParts, takeForm } from './account-form';
import { type Account, holderOfAccount } from './account-session';
import type { Handlers } from './http';
import { admitSending } from './page-answer';

/** A complaint about a copy that was found: kept as a saved page with everything filled in but the statements, and opened. */
export function matchComplaintRoutes(
  parts: AccountParts,
): Pick<Handlers<'publisher-pages', Account>, 'startComplaint'> {
  const { desk, pages } = parts;
  return {
    startComplaint: (call, account) => {
      const publisher = holderOfAccount(account);
      return takeForm(
        parts,
        call,
        async (sent) => {
          await admitSending(desk, call, publisher.id);
          const articleId = parseAs(articleIdField, textField(sent, 'article'));
          const own = await ownPublishedCopy(desk, publisher.id, articleId, textField(sent, 'original'));
          const form = complaintFromMatch(publisher, own, desk.ids.secret());
          return `/complaints/drafts/${await keepDraft(desk, formEntries(form))}`;
        },
        async (_sent, remarks, guard) => pages.complaintNotBegun({ guard, remarks }),
      );
    },
  };
}
