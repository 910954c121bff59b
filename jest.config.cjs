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
];

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.copydesk'],
  maxWorkers: 2,
  // Real emulators start in hooks; on a loaded machine the usual 5 s are not enough. No test measures time.
  testTimeout: 60_000,
};
