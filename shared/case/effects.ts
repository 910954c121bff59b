import type { CaseHead, Effect, Item, MailTemplate } from './case';
import { isActedOn } from './outcome';

type Facts = Readonly<Record<string, unknown>>;

/** Headings of docs/runbook.md that a case's alerts point to. */
export type CaseRunbook =
  'case-near-due' | 'case-past-due' | 'case-escalated' | 'restore-blocked' | 'mail-bounced';

export const mail = (
  head: CaseHead,
  to: 'complainant' | 'respondent',
  template: MailTemplate,
  data: Facts = {},
): Effect => ({ kind: 'mail', to, template, caseId: head.id, data });

/** One mail to each respondent for each site, about their items there. Items without one are the site's own. */
export function mailRespondents(
  head: CaseHead,
  items: readonly Item[],
  template: MailTemplate,
  data: Facts = {},
): readonly Effect[] {
  const addressee = ({ respondent, siteId = head.siteId }: Item) => JSON.stringify([siteId, respondent]);
  const groups = [...Map.groupBy(items, addressee).values()];
  return (groups.length > 0 ? groups : [[]]).map((about) => {
    const respondent = about[0]?.respondent;
    return {
      kind: 'mail',
      to: 'respondent',
      template,
      ...(respondent === undefined ? {} : { respondent }),
      caseId: head.id,
      data: { ...data, items: about.map(({ no }) => no) },
    };
  });
}

/** An end before all is decided concerns the respondents only if they were told of the case, or something was done to their pages. */
export const mailIfConcerned = (
  head: CaseHead,
  items: readonly Item[],
  template: 'outcome' | 'statement_of_reasons' | 'merged' | 'withdrawn',
): readonly Effect[] =>
  head.flags.includes('RESPONDENT_TOLD') || items.some(isActedOn)
    ? mailRespondents(head, items, template)
    : [];

export const alert = (
  head: CaseHead,
  severity: 'info' | 'warning' | 'critical',
  runbook: CaseRunbook,
  subject: string,
  dedupe: string,
  data: Facts = {},
): Effect => ({
  kind: 'alert',
  severity,
  subject: `${head.id}: ${subject}`,
  runbook,
  dedupeKey: `${head.id}/${dedupe}`,
  data: { caseId: head.id, ...data },
});

export const cms = (
  head: CaseHead,
  item: Item,
  type: Extract<Effect, { kind: 'cms' }>['type'],
  data: Facts = {},
): Effect => ({
  kind: 'cms',
  siteId: item.siteId ?? head.siteId,
  type,
  data: {
    caseId: head.id,
    item: item.no,
    url: item.url,
    ...(item.articleId === undefined ? {} : { articleId: item.articleId }),
    ...data,
  },
});
