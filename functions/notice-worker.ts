import { workNotice } from '../shared/desk/work-notices';
import { openDesk } from '../shared/stores/open-desk';
import { noticesMessage } from '../shared/wire/messages';
import { oneByOne, workBatches } from './work-batch';

const desk = openDesk([
  'now',
  'ids',
  'articles',
  'cases',
  'exclusions',
  'registry',
  'records',
  'corpus',
  'work',
  'alerts',
]);

export const handler = workBatches({
  function: 'notice-worker',
  schema: noticesMessage,
  workQueue: desk.work.notices,
  desk,
  verb: oneByOne((message, timeLeft) => workNotice(desk, message, timeLeft)),
});
