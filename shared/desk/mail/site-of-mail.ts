import type { CaseHead, Effect, Item } from '../../case/case';
import type { SiteId } from '../../ids';

/** The site that a mail speaks for: that of the pages, for those affected; that of the case, for who complains. */
export const siteOfMail = (
  { to }: Pick<Extract<Effect, { kind: 'mail' }>, 'to'>,
  head: Pick<CaseHead, 'siteId'>,
  /** Those that the mail is about; to those affected, of one site. */
  about: readonly Item[],
): SiteId => (to === 'respondent' ? (about[0]?.siteId ?? head.siteId) : head.siteId);
