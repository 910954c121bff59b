import type { Scope } from '../desk/desk';

/** The user pool's groups. */
export type StaffGroup = 'reviewer' | 'legal' | 'manager' | 'admin' | 'auditor';

/**
 * Who may call a route: anyone; a publisher who signed in by a mailed link (`session`); the holder of an API key with the scope (`any` = whatever its scopes);
 * staff signed in through the user pool who belong to one of the groups.
 */
export type RouteAuth =
  'public' | 'session' | { readonly scope: Scope | 'any' } | { readonly groups: readonly StaffGroup[] };

export interface Route {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** As an HTTP API writes it: `{name}` is a path parameter. */
  readonly path: `/${string}`;
  readonly function: 'intake-api' | 'desk-api' | 'public-pages' | 'publisher-pages';
  readonly auth: RouteAuth;
}

const everyone = { groups: ['reviewer', 'legal', 'manager', 'admin', 'auditor'] } as const;
const caseWorkers = { groups: ['reviewer', 'legal', 'manager'] } as const;
const admins = { groups: ['admin'] } as const;
const auditing = { groups: ['legal', 'auditor'] } as const;

/** The one table of HTTP routes: infra/ creates them from it, the two API functions dispatch by it, the CLI calls by it. */
export const routes = [
  { name: 'health', method: 'GET', path: '/health', function: 'intake-api', auth: 'public' },
  {
    name: 'canaryWebhook',
    method: 'POST',
    path: '/canary/webhook',
    function: 'intake-api',
    auth: 'public',
  },
  { name: 'openApi', method: 'GET', path: '/openapi.json', function: 'intake-api', auth: 'public' },
  {
    name: 'submitArticle',
    method: 'POST',
    path: '/articles',
    function: 'intake-api',
    auth: { scope: 'articles:write' },
  },
  {
    name: 'readArticle',
    method: 'GET',
    path: '/articles/{articleId}',
    function: 'intake-api',
    auth: { scope: 'any' },
  },
  {
    name: 'adviseArticle',
    method: 'POST',
    path: '/articles/messages',
    function: 'intake-api',
    auth: { scope: 'any' },
  },
  {
    name: 'registerOriginal',
    method: 'POST',
    path: '/originals',
    function: 'intake-api',
    auth: { scope: 'originals:write' },
  },
  {
    name: 'registerLicence',
    method: 'POST',
    path: '/licences',
    function: 'intake-api',
    auth: { scope: 'licences:write' },
  },
  { name: 'submitNotice', method: 'POST', path: '/notices', function: 'intake-api', auth: 'public' },
  { name: 'readStatus', method: 'GET', path: '/status/{token}', function: 'intake-api', auth: 'public' },
  {
    name: 'supplyOriginalText',
    method: 'POST',
    path: '/status/{token}/original-text',
    function: 'intake-api',
    auth: 'public',
  },
  {
    name: 'completeComplaint',
    method: 'POST',
    path: '/status/{token}/answer',
    function: 'intake-api',
    auth: 'public',
  },
  {
    name: 'withdrawComplaint',
    method: 'POST',
    path: '/status/{token}/withdrawal',
    function: 'intake-api',
    auth: 'public',
  },

  { name: 'frontPage', method: 'GET', path: '/', function: 'public-pages', auth: 'public' },
  {
    name: 'complaintPage',
    method: 'GET',
    path: '/complaints/new',
    function: 'public-pages',
    auth: 'public',
  },
  {
    name: 'fileComplaint',
    method: 'POST',
    path: '/complaints',
    function: 'public-pages',
    auth: 'public',
  },
  {
    name: 'draftPage',
    method: 'GET',
    path: '/complaints/drafts/{draft}',
    function: 'public-pages',
    auth: 'public',
  },
  { name: 'followPage', method: 'GET', path: '/follow/{token}', function: 'public-pages', auth: 'public' },
  {
    name: 'receiptPage',
    method: 'GET',
    path: '/follow/{token}/receipt',
    function: 'public-pages',
    auth: 'public',
  },
  {
    name: 'answerRequest',
    method: 'POST',
    path: '/follow/{token}/answer',
    function: 'public-pages',
    auth: 'public',
  },
  {
    name: 'sendOriginalText',
    method: 'POST',
    path: '/follow/{token}/original-text',
    function: 'public-pages',
    auth: 'public',
  },
  {
    name: 'addAddresses',
    method: 'POST',
    path: '/follow/{token}/addresses',
    function: 'public-pages',
    auth: 'public',
  },
  {
    name: 'withdrawPage',
    method: 'GET',
    path: '/follow/{token}/withdraw',
    function: 'public-pages',
    auth: 'public',
  },
  {
    name: 'withdrawItems',
    method: 'POST',
    path: '/follow/{token}/withdraw',
    function: 'public-pages',
    auth: 'public',
  },
  { name: 'apiDocs', method: 'GET', path: '/docs', function: 'public-pages', auth: 'public' },
  { name: 'stylesheet', method: 'GET', path: '/style/{version}', function: 'public-pages', auth: 'public' },
  {
    name: 'askSignInPage',
    method: 'GET',
    path: '/account/sign-in',
    function: 'publisher-pages',
    auth: 'public',
  },
  {
    name: 'askSignIn',
    method: 'POST',
    path: '/account/sign-in',
    function: 'publisher-pages',
    auth: 'public',
  },
  {
    name: 'signInLinkPage',
    method: 'GET',
    path: '/account/sign-in/{ticket}',
    function: 'publisher-pages',
    auth: 'public',
  },
  {
    name: 'signInByLink',
    method: 'POST',
    path: '/account/sign-in/{ticket}',
    function: 'publisher-pages',
    auth: 'public',
  },
  {
    name: 'registerPage',
    method: 'GET',
    path: '/account/register',
    function: 'publisher-pages',
    auth: 'public',
  },
  {
    name: 'registerPublisher',
    method: 'POST',
    path: '/account/register',
    function: 'publisher-pages',
    auth: 'public',
  },
  { name: 'accountPage', method: 'GET', path: '/account', function: 'publisher-pages', auth: 'session' },
  {
    name: 'addDomain',
    method: 'POST',
    path: '/account/domains',
    function: 'publisher-pages',
    auth: 'session',
  },
  {
    name: 'checkDomain',
    method: 'POST',
    path: '/account/domains/check',
    function: 'publisher-pages',
    auth: 'session',
  },
  {
    name: 'signOut',
    method: 'POST',
    path: '/account/sign-out',
    function: 'publisher-pages',
    auth: 'session',
  },

  { name: 'signIn', method: 'GET', path: '/sign-in', function: 'desk-api', auth: 'public' },
  { name: 'listQueue', method: 'GET', path: '/queue', function: 'desk-api', auth: everyone },
  { name: 'claimNext', method: 'POST', path: '/queue/claim-next', function: 'desk-api', auth: caseWorkers },
  {
    name: 'rebuildQueue',
    method: 'POST',
    path: '/queue/rebuild',
    function: 'desk-api',
    auth: { groups: ['manager', 'admin'] },
  },
  { name: 'fileForComplainant', method: 'POST', path: '/cases', function: 'desk-api', auth: caseWorkers },
  { name: 'readCase', method: 'GET', path: '/cases/{caseId}', function: 'desk-api', auth: everyone },
  {
    name: 'readTexts',
    method: 'GET',
    path: '/cases/{caseId}/items/{item}/texts',
    function: 'desk-api',
    auth: everyone,
  },
  {
    name: 'claimCase',
    method: 'POST',
    path: '/cases/{caseId}/claim',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'renewClaim',
    method: 'POST',
    path: '/cases/{caseId}/heartbeat',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'takeOverCase',
    method: 'POST',
    path: '/cases/{caseId}/take-over',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'releaseCase',
    method: 'POST',
    path: '/cases/{caseId}/release',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'decideItems',
    method: 'POST',
    path: '/cases/{caseId}/decisions',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'previewDecision',
    method: 'POST',
    path: '/cases/{caseId}/decisions/preview',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'approveDecision',
    method: 'POST',
    path: '/cases/{caseId}/approve',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'refuseDecision',
    method: 'POST',
    path: '/cases/{caseId}/refuse',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'undoDecision',
    method: 'POST',
    path: '/cases/{caseId}/undo',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'excludePassages',
    method: 'POST',
    path: '/cases/{caseId}/exclusions',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'listExclusions',
    method: 'GET',
    path: '/cases/{caseId}/exclusions',
    function: 'desk-api',
    auth: everyone,
  },
  {
    name: 'revokeExclusion',
    method: 'POST',
    path: '/cases/{caseId}/exclusions/{exclusionId}/revoke',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'requestInformation',
    method: 'POST',
    path: '/cases/{caseId}/request-info',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'completeScreening',
    method: 'POST',
    path: '/cases/{caseId}/complete',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'escalateCase',
    method: 'POST',
    path: '/cases/{caseId}/escalate',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'returnCase',
    method: 'POST',
    path: '/cases/{caseId}/return',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'reopenCase',
    method: 'POST',
    path: '/cases/{caseId}/reopen',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'withdrawForComplainant',
    method: 'POST',
    path: '/cases/{caseId}/withdraw',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'mergeCase',
    method: 'POST',
    path: '/cases/{caseId}/merge',
    function: 'desk-api',
    auth: caseWorkers,
  },
  { name: 'addNote', method: 'POST', path: '/cases/{caseId}/notes', function: 'desk-api', auth: caseWorkers },
  {
    name: 'flagAbuse',
    method: 'POST',
    path: '/cases/{caseId}/flag-abuse',
    function: 'desk-api',
    auth: caseWorkers,
  },
  { name: 'markCase', method: 'POST', path: '/cases/{caseId}/mark', function: 'desk-api', auth: caseWorkers },
  {
    name: 'addOriginalText',
    method: 'POST',
    path: '/cases/{caseId}/original-text',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'recordDate',
    method: 'POST',
    path: '/cases/{caseId}/dates',
    function: 'desk-api',
    auth: caseWorkers,
  },
  { name: 'readOutbox', method: 'GET', path: '/outbox/{owner}', function: 'desk-api', auth: everyone },
  { name: 'trace', method: 'GET', path: '/trace/{id}', function: 'desk-api', auth: everyone },
  {
    name: 'listDeadLetters',
    method: 'GET',
    path: '/dead-letters',
    function: 'desk-api',
    auth: { groups: ['manager', 'admin'] },
  },
  {
    name: 'redriveDeadLetters',
    method: 'POST',
    path: '/dead-letters/redrive',
    function: 'desk-api',
    auth: { groups: ['manager', 'admin'] },
  },
  { name: 'listDeliveries', method: 'GET', path: '/deliveries', function: 'desk-api', auth: everyone },
  {
    name: 'replayDeliveries',
    method: 'POST',
    path: '/deliveries/replay',
    function: 'desk-api',
    auth: { groups: ['manager', 'admin'] },
  },
  { name: 'listGates', method: 'GET', path: '/deliveries/gates', function: 'desk-api', auth: everyone },
  {
    name: 'orderDeliveries',
    method: 'POST',
    path: '/deliveries/gates',
    function: 'desk-api',
    auth: { groups: ['manager', 'admin'] },
  },
  { name: 'listAlerts', method: 'GET', path: '/alerts', function: 'desk-api', auth: everyone },
  {
    name: 'acknowledgeAlert',
    method: 'POST',
    path: '/alerts/{alertId}/acknowledge',
    function: 'desk-api',
    auth: { groups: ['reviewer', 'legal', 'manager', 'admin'] },
  },
  {
    name: 'correctContact',
    method: 'POST',
    path: '/cases/{caseId}/contact',
    function: 'desk-api',
    auth: caseWorkers,
  },
  {
    name: 'revealContact',
    method: 'POST',
    path: '/cases/{caseId}/reveal',
    function: 'desk-api',
    auth: { groups: ['reviewer', 'legal'] },
  },
  {
    name: 'readAudit',
    method: 'GET',
    path: '/cases/{caseId}/audit',
    function: 'desk-api',
    auth: auditing,
  },
  { name: 'listChains', method: 'GET', path: '/audit/chains', function: 'desk-api', auth: auditing },
  { name: 'listReveals', method: 'GET', path: '/audit/reveals', function: 'desk-api', auth: auditing },
  { name: 'selfCheck', method: 'GET', path: '/self-check', function: 'desk-api', auth: everyone },
  { name: 'readDeskStatus', method: 'GET', path: '/desk-status', function: 'desk-api', auth: everyone },
  { name: 'readSite', method: 'GET', path: '/site/{siteId}', function: 'desk-api', auth: everyone },
  { name: 'putSite', method: 'PUT', path: '/site/{siteId}', function: 'desk-api', auth: admins },
  {
    name: 'rotateSecret',
    method: 'POST',
    path: '/site/{siteId}/cms-secret',
    function: 'desk-api',
    auth: admins,
  },
  { name: 'createPublisher', method: 'POST', path: '/publishers', function: 'desk-api', auth: admins },
  {
    name: 'issueKey',
    method: 'POST',
    path: '/publishers/{publisherId}/keys',
    function: 'desk-api',
    auth: admins,
  },
] as const satisfies readonly Route[];

export type RouteName = (typeof routes)[number]['name'];
/** The names of the routes that one function serves. */
export type RoutesOf<F extends Route['function']> = Extract<(typeof routes)[number], { function: F }>['name'];

/** `METHOD /path`, as the HTTP API names the route in its events. */
export const routeKey = (route: Route): string => `${route.method} ${route.path}`;
