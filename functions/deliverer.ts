import { readConfig } from '../shared/config';
import { workDelivery } from '../shared/desk/work-delivery';
import { openDesk } from '../shared/stores/open-desk';
import { deliveryMessage } from '../shared/wire/messages';
import { oneByOne, workBatches } from './work-batch';

const { PUBLIC_URL } = readConfig(['PUBLIC_URL'], process.env);
const desk = openDesk([
  'now',
  'ids',
  'outbox',
  'cases',
  'articles',
  'registry',
  'records',
  'work',
  'mail',
  'mailboxes',
  'matchDigests',
  'cms',
  'pages',
  'alerts',
  'alertBook',
  'gates',
  'sessions',
]);

export const handler = workBatches({
  function: 'deliverer',
  schema: deliveryMessage,
  workQueue: desk.work.delivery,
  desk,
  // A CMS may take 15 s to answer, a page 10 s to be seen.
  reserveMs: 35_000,
  verb: oneByOne(({ message }) => workDelivery(desk, message, PUBLIC_URL)),
});
