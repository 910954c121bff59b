import { z } from 'zod';
import { accountPagesWith } from '../pages/account-pages';
import { listOwnComplaints, ownStatusToken } from '../shared/desk/own-complaints';
import { parseCaseId, type PublisherId } from '../shared/ids';
import { instantField } from '../shared/wire/fields';
import { notSignedIn } from './account-session';
import { formGuard } from './form-guard';
import type { Handlers } from './http';
import { type PagesDesk, secretPage, seeOther } from './page-answer';
import { STYLESHEET_PATH } from './page-style';

const pages = accountPagesWith(STYLESHEET_PATH);
const older = z.object({ before: instantField.exactOptional() });

/** Whose browser a page is asked for by; the pages of complaints know no more of an account than its id. */
export type SignedInAs = PublisherId | undefined;

/** For the handlers of routes to which nobody else is let. */
function signedIn(publisherId: SignedInAs): PublisherId {
  if (publisherId) return publisherId;
  throw notSignedIn();
}

/** What an account has filed: here, with the cases, and not where accounts are kept, which sees none of them. */
export function ownComplaintRoutes(
  desk: PagesDesk,
  publicUrl: string,
): Pick<Handlers<'public-pages', SignedInAs>, 'ownComplaintsPage' | 'followOwnComplaint'> {
  return {
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
