/** A route of an HTTP API by its key, `METHOD /path/{parameter}`, `ANY /path` or `$default`. */
export interface RouteMatch<R> {
  readonly route: R;
  /** Decoded; empty when the route has none. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

const methodAndPath = (routeKey: string): readonly [string, readonly string[]] => {
  const [method = '', path = ''] = routeKey.split(' ');
  return [method, path.split('/').slice(1)];
};

/**
 * The route that API Gateway would choose: a literal segment before a parameter, a parameter before `{greedy+}`, a
 * named method before ANY, and `$default` last.
 */
export function matchRoute<R extends { readonly routeKey: string }>(
  routes: readonly R[],
  method: string,
  path: string,
): RouteMatch<R> | undefined {
  const segments = path.split('/').slice(1);
  const matches = routes.flatMap((route) => {
    if (route.routeKey === '$default') return [];
    const [routeMethod, pattern] = methodAndPath(route.routeKey);
    if (routeMethod !== method && routeMethod !== 'ANY') return [];
    const pathParameters = matchPath(pattern, segments);
    if (pathParameters === undefined) return [];
    const rank = pattern.map((part) => (part.endsWith('+}') ? 2 : part.startsWith('{') ? 1 : 0)).join('');
    return [{ route, pathParameters, rank: `${rank}${routeMethod === 'ANY' ? 1 : 0}` }];
  });
  const [best] = matches.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  if (best !== undefined) return { route: best.route, pathParameters: best.pathParameters };
  const otherwise = routes.find((route) => route.routeKey === '$default');
  return otherwise && { route: otherwise, pathParameters: {} };
}

function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (part.endsWith('+}')) {
      if (segment === undefined || segment === '') return undefined;
      parameters[part.slice(1, -2)] = decoded(segments.slice(index).join('/'));
      return parameters;
    }
    if (segment === undefined) return undefined;
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = decoded(segment);
    } else if (part !== segment) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
