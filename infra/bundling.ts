import { LogLevel, OutputFormat, type BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';

/**
 * A bundle is strict ESM. CommonJS dependencies still call `require`, and simhash-js assigns five names that it
 * never declares, which strict code forbids: both are given to them here.
 */
const banner =
  "import{createRequire as __cr}from'module';const require=__cr(import.meta.url);var Jenkins,SimHash,Comparator,shingle,mixed;";

/** How every function is bundled. */
export const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node24',
  minify: true,
  sourceMap: true,
  // A stack trace needs positions, not the sources again.
  sourcesContent: false,
  mainFields: ['module', 'main'],
  bundleAwsSDK: true,
  forceDockerBundling: false,
  // A page's stylesheet is text that it serves; of React only the build for production goes along.
  loader: { '.css': 'text' },
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: LogLevel.WARNING,
  banner,
};
