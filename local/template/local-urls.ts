import { region } from '../aws-clients';

/**
 * The one place where an address of AWS becomes a local one. Templates build such addresses from an id
 * (`https://<api id>.execute-api.<region>.<suffix>`), so no reference can be answered with a local address; instead
 * every resolved text has each known address of AWS, wherever it starts, replaced.
 */
export function localUrls(): { add(aws: string, local: string): void; rewrite<T>(value: T): T } {
  const known: [string, string][] = [];
  const rewrite = (value: unknown): unknown => {
    if (typeof value === 'string')
      return known.reduce((text, [aws, local]) => text.replaceAll(aws, local), value);
    if (Array.isArray(value)) return value.map(rewrite);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, rewrite(entry)]));
  };
  return {
    add: (aws, local) => void known.push([aws, local]),
    rewrite: <T>(value: T) => rewrite(value) as T,
  };
}

export type LocalUrls = ReturnType<typeof localUrls>;

export const executeApiUrl = (apiId: string): string =>
  `https://${apiId}.execute-api.${region}.amazonaws.com`;
export const distributionUrl = (domain: string): string => `https://${domain}`;
export const userPoolUrl = (poolId: string): string =>
  `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
export const signInUrl = (domain: string): string => `https://${domain}.auth.${region}.amazoncognito.com`;
