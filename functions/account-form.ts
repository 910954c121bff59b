import type { accountPagesWith } from '../pages/account-pages';
import type { Remark } from '../pages/complaint-submission';
import { WORDS } from '../pages/language';
import { sentence } from '../pages/sentence';
import type { Desk } from '../shared/desk/desk';
import { Problem } from '../shared/problem';
import { formGuard, type FormGuard } from './form-guard';
import type { Call, Page } from './http';
import { page, seeOther } from './page-answer';

export type AccountDesk = Pick<
  Desk,
  | 'now'
  | 'ids'
  | 'articles'
  | 'outbox'
  | 'matchDigests'
  | 'sessions'
  | 'registry'
  | 'records'
  | 'rates'
  | 'work'
  | 'cms'
>;

/** What the routes of an account work with. */
export interface AccountParts {
  readonly desk: AccountDesk;
  readonly pages: ReturnType<typeof accountPagesWith>;
  readonly publicUrl: string;
}

export const guardOf = ({ desk, publicUrl }: AccountParts, call: Call): FormGuard =>
  formGuard(call, publicUrl, () => desk.ids.secret());

/**
 * Takes a form: where all is well, its verb answers where to go on; what is wrong is said on the page it came from, with
 * all that was typed.
 */
export async function takeForm(
  parts: AccountParts,
  call: Call,
  take: (sent: FormData) => Promise<string | Page>,
  again: (sent: FormData, remarks: readonly Remark[], guard: string) => Promise<string>,
): Promise<Page> {
  const guard = guardOf(parts, call);
  const sent = await call.form();
  let remarks: readonly Remark[] = [{ field: 'main', says: WORDS.en.form.unguarded }];
  let status = 422;
  if (guard.holds(sent))
    try {
      const taken = await take(sent);
      return typeof taken === 'string' ? seeOther(taken) : taken;
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'corrupt') throw error;
      if (error.kind === 'too_many_requests') status = 429;
      remarks = remarksOf(error);
    }
  return page(status, await again(sent, remarks, guard.value), guard.cookies);
}

/** At its fields, or for the whole. */
function remarksOf({ message, details: { errors = [] } }: Problem): readonly Remark[] {
  if (errors.length === 0) return [{ field: 'main', says: sentence(`${message}.`) }];
  return errors.map(({ pointer, detail }) => ({
    field: pointer.split('/')[1] || 'main',
    says: sentence(detail),
  }));
}
