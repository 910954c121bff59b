import { accountPagesWith } from '../../../pages/account-pages';
import { pagesWith } from '../../../pages/pages';
import { Problem } from '../../../shared/problem';
import { toProblemJson } from '../../../shared/wire/problem-json';

describe('a page that says what went wrong', () => {
  const problem = toProblemJson(new Problem('not_found', 'this link does not sign in any more'), 'one');
  const leadsTo = (html: string) => [...html.matchAll(/<a href="(\/[^"]+)"/g)].map(([, path]) => path);

  // A link to sign in by, opened for the second time, led to a new complaint.
  it('leads on from where its reader was', () => {
    expect(leadsTo(accountPagesWith('/style.css').problem(problem))).toEqual([
      '/account',
      '/account/sign-in',
    ]);
    expect(leadsTo(pagesWith('/style.css').problem('de', problem))).toContain('/complaints/new');
    expect(leadsTo(pagesWith('/style.css').nowhere('fr', problem))).toEqual([
      '/complaints/new',
      '/account/sign-in',
    ]);
  });
});
