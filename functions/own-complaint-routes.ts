import { z } from 'zod';
import { accountPagesWith } from '../pages/account-pages';
import { publishedCopies } from '../shared/desk/found-copies';
import { listOwnComplaints, ownComplaintsAbout, ownStatusToken } from '../shared/desk/own-complaints';
import { parseCaseId, type PublisherId } from '../shared/ids';
import { instantField } from '../shared/wire/fields';
import { notSignedIn } from './account-session';
import { formGuard } from './form-guard';
import type { Handlers } from './http';
import { type PagesDesk, secretPage, seeOther } from './page-answer';
import { STYLESHEET_PATH } from './page-style';

const pages = accountPagesWith(STYLESHEET_PATH);
const older = z.object({ before: instantField.exactOptional() });
const olderCopies = z.object({ after: z.string().max(2_000).exactOptional() });

/** Whose browser a page is asked for by; the pages of complaints know no more of an account than its id. */
export type SignedInAs = PublisherId | undefined;

/** For the handlers of routes to which nobody else is let. */
function signedIn(publisherId: SignedInAs): PublisherId {
  if (publisherId) return publisherId;
  throw notSignedIn();
}

/**
 * What an account has filed, and the copies it files about: here, with the cases, and not where accounts are kept, which sees
 * none of them.
 */
export function ownComplaintRoutes(
  desk: PagesDesk,
  publicUrl: string,
): Pick<Handlers<'public-pages', SignedInAs>, 'copiesPage' | 'ownComplaintsPage' | 'followOwnComplaint'> {
  return {
    copiesPage: async (call, account) => {
      const publisherId = signedIn(account);
      const guard = formGuard(call, publicUrl, () => desk.ids.secret());
      const { after } = call.query(olderCopies);
      const found = await publishedCopies(desk, publisherId, after);
      const about = found.copies.map(({ articleId }) => articleId);
      const complaints = await ownComplaintsAbout(desk, publisherId, about);
      return secretPage(200, pages.copies({ ...found, complaints, guard: guard.value }), guard.cookies);
    },

    ownComplaintsPage: async (call, publisherId) => {
      const guard = formGuard(call, publicUrl, () => desk.ids.secret());
      const { before } = call.query(older);
      const found = await listOwnComplaints(desk, signedIn(publisherId), before);
      return secretPage(200, pages.complaints({ ...found, guard: guard.value }), guard.cookies);
    },

    followOwnComplaint: async (call, publisherId) =>
      seeOther(
        `/follow/${await ownStatusToken(desk, signedIn(publisherId), call.param('caseId', parseCaseId))}`,
      ),
  };
}
