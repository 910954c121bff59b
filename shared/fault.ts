/**
 * Class and stack of an error for the log. Its message is left out: it may quote what somebody sent.
 */
export const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [error.name, ...frames.map((line) => line.trim())].join(' | ');
};
