import type { z } from 'zod';
import type { CaseHead, Item, ItemAction, ReasonCode } from '../case/case';
import { isActedOn, isDown } from '../case/outcome';
import { dayOf } from '../clock/day';
import type { Instant } from '../clock/instant';
import type { CaseId, SiteId } from '../ids';
import type { DatedEvidence } from '../match/who-was-first';
import { dsaStatement, type DsaStatement, EU_COUNTRIES } from './dsa-statement';

/** What a site says its decisions on copyright rest on in the European Union. */
export interface Grounds {
  /** EU or national law. */
  readonly legalGround?: string;
  /** Of the site's own terms. */
  readonly termsClause?: string;
}

export interface StatedItem extends Pick<
  Item,
  'no' | 'siteId' | 'state' | 'decision' | 'snapshotSha256' | 'acknowledgedAt' | 'confirmedGoneAt' | 'dated'
> {
  readonly evidence?: { readonly dated: readonly DatedEvidence[] };
}

export interface StatedCase extends Pick<
  CaseHead,
  'kind' | 'channel' | 'contentOrigin' | 'priority' | 'siteId'
> {
  readonly caseId: CaseId;
  /** Until then the last decision can be taken back. */
  readonly waitsUntil?: Instant;
  readonly itemViews: readonly StatedItem[];
}

/** Why there is no statement. */
export type Unstated =
  /** Kept, undecided, or nothing is seen less. */
  | 'not_restricted'
  /** Only what others have put up is stated: a site that takes in its articles itself does not host them. */
  | 'own_content'
  /** Art. 17(5) leaves out orders under Art. 9. */
  | 'ordered'
  | 'can_be_taken_back'
  /** The CMS has not said that it did what was decided. */
  | 'not_carried_out'
  | 'no_ground'
  | 'hosted_since_unknown'
  /** A date that the database does not take. */
  | 'out_of_bounds';

export type Stated =
  | { readonly item: number; readonly outcome: 'stated'; readonly statement: DsaStatement }
  | { readonly item: number; readonly outcome: 'unstated'; readonly why: Unstated };

/** The statements of reasons that a case owes the database, item by item. @param groundsOf those of an item's site. */
export const stateReasons = (
  about: StatedCase,
  groundsOf: (site: SiteId) => Grounds | undefined,
): readonly Stated[] =>
  about.itemViews.map((item) => {
    const stated = statementOf(about, item, groundsOf(item.siteId ?? about.siteId) ?? {});
    return typeof stated === 'string'
      ? { item: item.no, outcome: 'unstated', why: stated }
      : { item: item.no, outcome: 'stated', statement: stated };
  });

function statementOf(about: StatedCase, item: StatedItem, site: Grounds): DsaStatement | Unstated {
  const { decision } = item;
  if (decision === undefined || !isActedOn(item)) return 'not_restricted';
  const finding = FINDINGS[decision.reasonCode];
  const measures = decision.actions.flatMap((action) => MEASURES[action] ?? []);
  if (finding === undefined || measures.length === 0) return 'not_restricted';
  if (about.contentOrigin !== 'user_uploaded') return 'own_content';
  if (about.priority === 'authority_order') return 'ordered';
  if (about.waitsUntil !== undefined && decision.version === newestVersion(about)) return 'can_be_taken_back';
  const doneAt = item.acknowledgedAt ?? item.confirmedGoneAt;
  if (doneAt === undefined) return 'not_carried_out';
  const ground = groundOf(decision.reasonCode, finding, site);
  if (ground === undefined) return 'no_ground';
  const since = hostedSince([...(item.evidence?.dated ?? []), ...(item.dated ?? [])]);
  if (since === undefined) return 'hosted_since_unknown';
  const others = measures.flatMap(({ other }) => other ?? []);
  const compared = decision.evidenceSha256 !== undefined && decision.evidenceSha256 !== item.snapshotSha256;
  const parsed = dsaStatement.safeParse({
    decision_visibility: [...new Set(measures.map(({ visibility }) => visibility))],
    ...(others.length > 0 && { decision_visibility_other: others.join(' ') }),
    ...ground,
    content_type: [...new Set(measures.map(({ of }) => of ?? contentOf(decision.reasonCode)))],
    category: 'STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS',
    category_specification: ['KEYWORD_COPYRIGHT_INFRINGEMENT'],
    territorial_scope: EU_COUNTRIES,
    content_date: dayOf(since),
    // What a hold had taken down before it was decided has been down since.
    application_date: dayOf(isDown(item) ? (decision.heldBefore?.from ?? doneAt) : doneAt),
    decision_facts: [
      FOUND_BY[about.kind],
      compared
        ? 'A reviewer decided with a report of the passages that match the original.'
        : 'A reviewer decided without a report of matching passages.',
      ...(decision.approvedBy ? ['A second person approved the decision.'] : []),
      finding,
    ].join(' '),
    source_type: sourceOf(about),
    automated_detection: about.kind === 'notice' ? 'No' : 'Yes',
    automated_decision: compared ? 'AUTOMATED_DECISION_PARTIALLY' : 'AUTOMATED_DECISION_NOT_AUTOMATED',
    puid: `${about.caseId}-${item.no}-${decision.version}`,
  } satisfies z.input<typeof dsaStatement>);
  return parsed.success ? parsed.data : 'out_of_bounds';
}

/** The decision that can still be taken back is the last one. */
const newestVersion = ({ itemViews }: StatedCase): number =>
  Math.max(...itemViews.map(({ decision }) => decision?.version ?? 0));

interface Measure {
  readonly visibility: DsaStatement['decision_visibility'][number];
  readonly other?: string;
  /** What it is done to, where that is not the page. */
  readonly of?: DsaStatement['content_type'][number];
}

/** Undefined where nobody sees less than before: such a measure is no restriction in the sense of Art. 17(1). */
const MEASURES: Readonly<Record<ItemAction, Measure | undefined>> = {
  disable: { visibility: 'DECISION_VISIBILITY_CONTENT_DISABLED' },
  remove: { visibility: 'DECISION_VISIBILITY_CONTENT_REMOVED' },
  remove_image: { visibility: 'DECISION_VISIBILITY_CONTENT_REMOVED', of: 'CONTENT_TYPE_IMAGE' },
  trim_to_excerpt: {
    visibility: 'DECISION_VISIBILITY_OTHER',
    other: 'The text was cut to an excerpt; the page stays.',
    of: 'CONTENT_TYPE_TEXT',
  },
  noindex: { visibility: 'DECISION_VISIBILITY_CONTENT_DEMOTED' },
  add_credit: undefined,
  keep: undefined,
};

const contentOf = (code: ReasonCode) =>
  code === 'UPHELD_IMAGE' ? 'CONTENT_TYPE_IMAGE' : 'CONTENT_TYPE_TEXT';

/** Closed words: what a reviewer writes may hold personal data, and what is stated cannot be taken back. */
const FINDINGS: Readonly<Partial<Record<ReasonCode, string>>> = {
  UPHELD_FULL_COPY: 'The page reproduced the whole text of a news article without licence.',
  UPHELD_SUBSTANTIAL: 'The page reproduced a substantial part of a news article without licence.',
  UPHELD_IMAGE: 'The page reproduced an image of a news article without licence.',
  UPHELD_VOLUNTARY: 'The page was restricted without a finding that it infringes copyright.',
};

const FOUND_BY = {
  notice: 'A notice named the page.',
  held_article: 'Automated matching found a registered original in the text before it was published.',
  found_copy: 'Automated matching found a registered original in the published page.',
  recalled_copy:
    'The source withdrew a registered original, and automated matching found it in the published page.',
} as const satisfies Record<CaseHead['kind'], string>;

function sourceOf({ kind, channel, priority }: StatedCase): DsaStatement['source_type'] {
  if (kind === 'recalled_copy') return 'SOURCE_TYPE_OTHER_NOTIFICATION';
  if (kind !== 'notice') return 'SOURCE_VOLUNTARY';
  if (priority === 'trusted_flagger') return 'SOURCE_TRUSTED_FLAGGER';
  return BY_ARTICLE_16.includes(channel) ? 'SOURCE_ARTICLE_16' : 'SOURCE_TYPE_OTHER_NOTIFICATION';
}

/** Art. 16 is the mechanism that asks for its elements; a letter, on paper or by mail, is another notification. */
const BY_ARTICLE_16: readonly CaseHead['channel'][] = ['form', 'api', 'work_queue'];

/** What U.S. law forbids is thereby not illegal in the Union: without a ground of its law the site's terms are the ground. */
function groundOf(code: ReasonCode, finding: string, { legalGround, termsClause }: Grounds) {
  if (legalGround !== undefined && code !== 'UPHELD_VOLUNTARY')
    return {
      decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
      illegal_content_legal_ground: legalGround,
      illegal_content_explanation: finding,
    } as const;
  if (termsClause === undefined) return undefined;
  return {
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    incompatible_content_ground: termsClause,
    incompatible_content_explanation: finding,
  } as const;
}

/** The earliest of what proves that the page was there, or else of what it says of itself, which may be its original's date. */
function hostedSince(dated: readonly DatedEvidence[]): Instant | undefined {
  const by = (...rungs: readonly DatedEvidence['rung'][]) =>
    dated
      .filter(({ side, rung }) => side === 'article' && rungs.includes(rung))
      .map(({ at }) => at)
      .toSorted()[0];
  return by('ingest_log', 'third_party_capture', 'signed_feed') ?? by('page_metadata');
}
