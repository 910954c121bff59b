/** Path and query of a request line as they came: `new URL` would read `//x` as a host and fold `/a/../b`. */
export function requestTarget(url: string): { readonly path: string; readonly query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
}
