/** List prices of us-east-1 in US dollars, as of 2026: the one place where the cost model has them from. */
export const PRICES = {
  /** Lambda on arm64. */
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2e-6,
  sqsRequest: 0.4e-6,
  /** PUT and LIST. */
  s3Write: 5e-6,
  s3Read: 0.4e-6,
  s3GbMonth: 0.023,
  /** On-demand request units: a write of 1 KB, a strongly consistent read of 4 KB. */
  dynamoWrite: 0.625e-6,
  dynamoRead: 0.125e-6,
  /** API Gateway, HTTP API. */
  httpApiRequest: 1e-6,
} as const;
