import { createHash, timingSafeEqual } from 'node:crypto';

/** Hex SHA-256 of bytes, or of a text in UTF-8. */
export const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');

/** Whether `secret` has the given hex SHA-256, in a time that tells nothing of how near it came. */
export const hasSha256 = (secret: Uint8Array | string, expected: string): boolean => {
  const wanted = Buffer.from(expected, 'hex');
  const given = createHash('sha256').update(secret).digest();
  return wanted.length === given.length && timingSafeEqual(wanted, given);
};
