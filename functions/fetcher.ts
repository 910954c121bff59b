import { workFetch } from '../shared/desk/work-fetch';
import { openDesk } from '../shared/stores/open-desk';
import { fetchesMessage } from '../shared/wire/messages';
import { oneByOne, workBatches } from './work-batch';

const desk = openDesk(['now', 'records', 'web', 'names', 'work', 'alerts']);

export const handler = workBatches({
  function: 'fetcher',
  schema: fetchesMessage,
  workQueue: desk.work.fetches,
  desk,
  verb: oneByOne(({ message }) => workFetch(desk, message)),
  reserveMs: 25_000,
});
