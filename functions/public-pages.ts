import { readConfig } from '../shared/config';
import { openDesk } from '../shared/stores/open-desk';
import { serve } from './http';
import { publicPages } from './public-pages-routes';

const { PUBLIC_URL, DOOR_TOKEN } = readConfig(['PUBLIC_URL', 'DOOR_TOKEN'], process.env);
const desk = openDesk([
  'now',
  'ids',
  'articles',
  'cases',
  'outbox',
  'registry',
  'records',
  'rates',
  'work',
  'sessions',
]);

export const handler = serve({ ...publicPages(desk, PUBLIC_URL), doorToken: DOOR_TOKEN });
