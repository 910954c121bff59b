import { matchAlertsOf } from '../shared/desk/match-alert-choice';
import { stopLetters, whoseLetters } from '../shared/desk/stop-letters';
import type { AccountParts } from './account-form';
import type { Account } from './account-session';
import type { Call, Handlers } from './http';
import { secretPage } from './page-answer';

type StopRoute = 'stopLettersPage' | 'stopLetters';

const stopOf = (call: Call): string => call.param('stop', (text) => text);

/**
 * Mail programs post here by themselves, with no cookie and no page before it (RFC 8058): the link is all there is to know, so no
 * form's secret is asked for, and no other address is led to.
 */
export const stopLettersRoutes = ({
  desk,
  pages,
}: AccountParts): Pick<Handlers<'publisher-pages', Account>, StopRoute> => ({
  stopLettersPage: async (call) => {
    const stop = stopOf(call);
    const publisher = await whoseLetters(desk, stop);
    const isStopped = matchAlertsOf(publisher).by === 'off';
    return secretPage(200, pages.stopLetters({ name: publisher.name, stop, isStopped }));
  },

  stopLetters: async (call) => {
    const stop = stopOf(call);
    const { name } = await stopLetters(desk, stop);
    return secretPage(200, pages.stopLetters({ name, stop, isStopped: true }));
  },
});
