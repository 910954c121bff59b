import { readConfig } from '../shared/config';
import { deliver } from '../shared/desk/deliver';
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
  'cms',
  'pages',
  'alerts',
]);

export const handler = workBatches({
  function: 'deliverer',
  schema: deliveryMessage,
  workQueue: desk.work.delivery,
  desk,
  verb: oneByOne(({ message }) => deliver(desk, message, PUBLIC_URL)),
});
