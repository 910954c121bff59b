/** Bundled as text: infra/bundling.ts; for the tests: test/css-as-text.cjs. */
declare module '*.css' {
  const text: string;
  export default text;
}
