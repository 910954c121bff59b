import type { Notice } from './notice';

const OWNER_LINE =
  /^[\s>*-]*(?:on behalf of|rights? ?holder|(?:copyright|content) (?:owner|holder)|owner of the work)\s*[:：]\s*(\S.{1,200})$/gim;
const MANY =
  /\b(?:several|multiple|various|the following|all of the following) (?:copyright |rights? ?)?(?:owners|holders|rightsholders|clients|publishers|companies)\b/i;
/** `Gazette Ltd and Fjord Post AS`, not `Smith & Sons, Inc.` */
const TWO_NAMES =
  /\p{Lu}[\p{L}\p{N}. ]+(?:;|,? and |, (?!(?:Inc|Ltd|LLC|LLP|PLC|GmbH|AG|Co|SA|S\.)(?:\b|\.)))\s*(?:the )?\p{Lu}/u;

const AGENCY =
  /\b(?:anti-?piracy|brand protection|(?:copyright|content) (?:protection|enforcement|monitoring)) (?:agency|service|company|vendor|team|specialist)s?\b|\b(?:our|my) clients?\b/i;

/** It speaks for more than one owner: each has to be known to own what is claimed for them. */
export function namesSeveralOwners({ onBehalfOf = '', raw = '' }: Notice): boolean {
  const named = new Set([...raw.matchAll(OWNER_LINE)].map(([, name]) => name?.trim().toLowerCase()));
  return named.size > 1 || TWO_NAMES.test(onBehalfOf) || MANY.test(raw);
}

/** It is sent for somebody else and does not say for whom. */
export const namesNoPrincipal = ({ capacity, onBehalfOf, raw }: Notice): boolean =>
  onBehalfOf === undefined && (raw === undefined ? capacity === 'agent' : AGENCY.test(raw));
