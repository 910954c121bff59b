import { sha256 } from './digest';

/** Names a mail address where it is only to be found again: hex SHA-256, upper and lower case being one. */
export const mailboxOf = (address: string): string => sha256(address.trim().toLowerCase());
