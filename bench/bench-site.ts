import type { SiteSettings } from '../shared/desk/site';
import type { SiteId } from '../shared/ids';

/** The one site whose articles and cases are measured. */
export const benchSite: SiteSettings = {
  siteId: 'bench' as SiteId,
  name: 'Bench',
  hosts: ['news.bench.example'],
  contentOrigin: 'operator_ingested',
  cms: { endpoint: 'https://cms.bench.example/hook' },
  designatedAgent: { name: 'Agent', email: 'agent@bench.example' },
  timeZone: 'UTC',
  escalationContacts: [{ name: 'Ed', email: 'ed@bench.example' }],
  whenUnavailable: 'closed',
  soloOperator: false,
  confirmGone: 'seen',
};
