/** Jest in CommonJS mode with swc: the combination that works with TypeScript 7 (docs/decisions/0001-toolchain.md). */

// Packages that ship ECMAScript modules only; jest's loader needs them transformed.
const esmOnly = [
  'jose',
  'commander',
  'postal-mime',
  'standardwebhooks',
  '@stablelib',
  'ulid',
  'pure-rand',
  'fast-check',
  'wouter',
];

const swc = (parser) => ({
  jsc: { target: 'es2024', parser, transform: { react: { runtime: 'automatic' } } },
  module: { type: 'commonjs' },
});

module.exports = {
  testEnvironment: '<rootDir>/test/worker-environment.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.[cm]?[jt]s$': ['@swc/jest', swc({ syntax: 'typescript' })],
    '^.+\\.tsx$': ['@swc/jest', swc({ syntax: 'typescript', tsx: true })],
    '\\.css$': '<rootDir>/test/css-as-text.cjs',
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  testSequencer: '<rootDir>/test/longest-first.cjs',
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.copydesk'],
  // simhash-js counts in a global that it never declares (infra/bundling.ts declares it where code is deployed).
  globals: { shingle: {} },
  // A vm looks each global up by a call; these are asked for millions of times (a third of the time of what fingerprints).
  sandboxInjectedGlobals: [
    'Math',
    'Number',
    'Uint8Array',
    'Uint32Array',
    'DataView',
    'Promise',
    'Map',
    'Set',
    'parseInt',
    'shingle',
  ],
  // Two cores: many tests wait for emulators more than they compute.
  maxWorkers: 4,
  // Real emulators start in hooks; on a loaded machine the usual 5 s are not enough. No test measures time.
  testTimeout: 60_000,
};
