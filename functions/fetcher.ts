import { fetchPage } from '../shared/desk/fetch-page';
import { openDesk } from '../shared/stores/open-desk';
import { pageFetch } from '../shared/wire/messages';
import { oneByOne, workBatches } from './work-batch';

const desk = openDesk(['now', 'records', 'web', 'work', 'alerts']);

export const handler = workBatches({
  function: 'fetcher',
  schema: pageFetch,
  workQueue: desk.work.fetches,
  desk,
  verb: oneByOne(({ message }) => fetchPage(desk, message)),
  reserveMs: 25_000,
});
