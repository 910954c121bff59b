import { readConfig } from '../shared/config';
import { openDesk } from '../shared/stores/open-desk';
import { serve } from './http';
import { publisherPages } from './publisher-pages-routes';

const { PUBLIC_URL, DOOR_TOKEN } = readConfig(['PUBLIC_URL', 'DOOR_TOKEN'], process.env);
const desk = openDesk([
  'now',
  'ids',
  'articles',
  'outbox',
  'matchDigests',
  'sessions',
  'registry',
  'records',
  'rates',
  'work',
  'cms',
]);

export const handler = serve({ ...publisherPages(desk, PUBLIC_URL), doorToken: DOOR_TOKEN });
