import { processArticles } from '../shared/desk/process-articles';
import { openDesk } from '../shared/stores/open-desk';
import { submissionsMessage } from '../shared/wire/messages';
import { workBatches } from './work-batch';

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
  function: 'article-worker',
  schema: submissionsMessage,
  workQueue: desk.work.submissions,
  desk,
  verb: (messages, timeLeft) => processArticles(desk, messages, timeLeft),
});
