/** Bundled by bundle.test.ts as a function is: the worker, and the SimHash inside it where the test can reach it. */
export { handler } from '../../functions/article-worker';
export { prepare } from '../../shared/article/prepare';
export { simhash } from '../../shared/fingerprint/simhash';
