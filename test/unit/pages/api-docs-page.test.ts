import { pagesWith } from '../../../pages/pages';
import { openApiDocument } from '../../../shared/wire/openapi';
import { routeKey, routes } from '../../../shared/wire/routes';
import { contracts } from '../../../shared/wire/contracts';

const html = pagesWith('/style/x.css').apiDocs(openApiDocument('https://desk.example.org'));

describe('the page of the API', () => {
  it('shows every route that answers programs', () => {
    const api = routes.filter(({ name }) => Object.hasOwn(contracts, name));
    for (const route of api) expect(html).toContain(`<h3><code>${routeKey(route)}</code></h3>`);
  });

  it('leads nowhere that is not on it', () => {
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!));
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe([...html.matchAll(/ id="([^"]+)"/g)].length);
  });

  it('shows the fields of a shape, what may be absent among them', () => {
    expect(html).toMatch(/<code>leaseToken<\/code><\/dt><dd>integer/);
    expect(html).toMatch(/<code>externalId<\/code> \(may be absent\)/);
    expect(html).toContain('UPHELD_FULL_COPY');
  });

  it('runs no script and loads nothing from elsewhere', () => {
    expect(html).not.toMatch(/<script|https?:\/\/(?!desk\.example\.org)[^ ]*\.(?:js|css)|style="/);
  });
});
