import { matchRoute } from '../../../../local/http-api/route-match';

const routes = [
  'GET /cases/{caseId}',
  'GET /cases/mine',
  'ANY /cases/{caseId}',
  'POST /files/{path+}',
  '$default',
].map((routeKey) => ({ routeKey }));
const match = (method: string, path: string, among = routes) => {
  const found = matchRoute(among, method, path);
  return found && [found.route.routeKey, found.pathParameters];
};

describe('choosing a route', () => {
  it.each([
    ['GET', '/cases/mine', ['GET /cases/mine', {}]],
    ['GET', '/cases/c%2F1', ['GET /cases/{caseId}', { caseId: 'c/1' }]],
    ['PUT', '/cases/c1', ['ANY /cases/{caseId}', { caseId: 'c1' }]],
    ['POST', '/files/a/b%20c', ['POST /files/{path+}', { path: 'a/b c' }]],
    ['GET', '/cases/', ['$default', {}]],
    ['GET', '/cases/c1/more', ['$default', {}]],
    ['GET', '/cases/%E0%A4%A', ['GET /cases/{caseId}', { caseId: '%E0%A4%A' }]],
  ])('%s %s', (method, path, expected) => {
    expect(match(method, path)).toEqual(expected);
  });

  it('finds nothing without $default', () => {
    expect(match('GET', '/', routes.slice(0, -1))).toBeUndefined();
  });
});
