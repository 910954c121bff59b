import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { articleAdvisory, articleSubmission } from '../../../shared/wire/article-submission';
import { revealRequest } from '../../../shared/wire/audit-requests';
import { dateRequest, exclusionRequest } from '../../../shared/wire/case-requests';
import { type Contract, contracts } from '../../../shared/wire/contracts';
import { decisionRequest } from '../../../shared/wire/decision-request';
import { licenceRegistration } from '../../../shared/wire/licence-registration';
import { submissionsMessage } from '../../../shared/wire/messages';
import { noticeAddition, noticeSubmission } from '../../../shared/wire/notice-submission';
import { routeKey, routes } from '../../../shared/wire/routes';
import { putSiteRequest } from '../../../shared/wire/site-settings';

const page = readFileSync(resolve(__dirname, '../../../docs/api.md'), 'utf8');
const schemas: Readonly<Record<string, z.ZodType>> = {
  articleAdvisory,
  articleSubmission,
  submissionsMessage,
  licenceRegistration,
  noticeAddition,
  noticeSubmission,
  dateRequest,
  decisionRequest,
  exclusionRequest,
  putSiteRequest,
  revealRequest,
};

describe('docs/api.md', () => {
  it('names every route, and none that does not exist', () => {
    const named = [...page.matchAll(/^\| `((?:GET|POST|PUT) [^`]+)`/gm)].map(([, route]) => route);
    expect(named).toEqual(routes.map(routeKey));
  });

  it('says of each what the OpenAPI document says', () => {
    const said = new Map(
      [...page.matchAll(/^\| `([A-Z]+ [^`]+)` *\|[^|]*\|([^|]*)\|/gm)].map(([, route, what]) => [
        route,
        what?.trim(),
      ]),
    );
    const summaries = new Map<string, Contract>(Object.entries(contracts));
    const described = routes.filter(({ name }) => summaries.get(name)?.summary !== undefined);
    expect(described.map((route) => [routeKey(route), said.get(routeKey(route))])).toEqual(
      described.map((route) => [routeKey(route), summaries.get(route.name)?.summary]),
    );
  });

  const examples = [...page.matchAll(/```json (\w+)\n([\s\S]*?)```/g)];
  it('shows every shape that people send', () => {
    expect(new Set(examples.map(([, name]) => name))).toEqual(new Set(Object.keys(schemas)));
  });

  it.each(examples.map(([, name, json]) => [name!, json!]))(
    'shows a %s that is taken as it stands',
    (name, json) => {
      expect(schemas[name]?.safeParse(JSON.parse(json)).error).toBeUndefined();
    },
  );
});
