import type { z } from 'zod';

/**
 * What is wrong with what was said, by the options it was said with.
 * @param named options whose field of the API has another name.
 */
export const wrongOptions = (error: z.ZodError, named: Readonly<Record<string, string>>): string =>
  error.issues
    .map(({ path, message }) => {
      const field = path.findLast((part) => typeof part === 'string') ?? '';
      return `--${named[field] ?? field}: ${message}`;
    })
    .join('\n');
