import { createHash } from 'node:crypto';
import type { CaseState } from '../shared/case/case';
import { openCase } from '../shared/case/open-case';
import { casePolicy } from '../shared/case/policy';
import { instant } from '../shared/clock/instant';
import type { CaseId, SiteId } from '../shared/ids';
import type { DeficiencyCode } from '../shared/notice/deficiency';
import type { Element } from '../shared/notice/notice';
import { readNotice } from '../shared/notice/read-notice';
import { screenNotice } from '../shared/notice/screen-notice';
import { ELEMENTS, type Standing } from '../shared/notice/statutory-elements';
import { readNotices } from './evaluate-data';
import { labelOf } from './notice-labels';

/** What the reader of free text and the element checker find in real notices, filed as they are, as if by mail. */
export interface Notices {
  readonly read: number;
  readonly addresses: number;
  /** Notices by the standing of their best address. */
  readonly standing: Readonly<Record<Standing, number>>;
  /** Notices by where their case stands after opening: every one of them opens a case. */
  readonly opened: Readonly<Partial<Record<CaseState, number>>>;
  /** How many notices were told that this part is missing. */
  readonly named: Readonly<Partial<Record<DeficiencyCode, number>>>;
  /** Against the labels of a sample that a person has read. */
  readonly labelled: Labelled;
}

export interface Labelled {
  readonly notices: number;
  /** Notices in which the checker finds what the reader found, clause by clause. */
  readonly inAll: number;
  readonly elements: Readonly<Record<Element, Found>>;
}

/** Of the notices that have an element by the reader: found by the checker; and what it finds where there is none. */
export interface Found {
  readonly precision: number;
  readonly recall: number;
  /** By the reader, notices that lack it; of them, those that the checker says lack it. */
  readonly lacking: number;
  readonly lackingFound: number;
}

/** These notices were sent to a host of code; what lies there is 'ours'. Its own help pages are not complained of. */
const isOurHost = (host: string): boolean =>
  /(?:^|\.)(?:github\.com|githubusercontent\.com|github\.io)$/.test(host) && !/^(?:docs|help)\./.test(host);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function evaluateNotices(data: string): Promise<Notices> {
  const standing: Record<Standing, number> = { effective: 0, curable: 0, no_notice: 0 };
  const opened: Partial<Record<CaseState, number>> = {};
  const named: Partial<Record<DeficiencyCode, number>> = {};
  const judged: Judged[] = [];
  let read = 0;
  let addresses = 0;
  for (const { id, text, date } of await readNotices(data)) {
    const receivedAt = instant(Date.parse(date));
    // The published copies lack the senders' addresses; a mail would have had one.
    const from = { email: 'sender@example.org' };
    const notice = readNotice(text, { channel: 'mail', receivedAt, from, isOurHost });
    if (notice.raw !== text) throw new Error(`${id}: the letter was not kept whole`);
    const screening = screenNotice(notice, isOurHost);
    const { file } = openCase(
      {
        id: 'CD-00000-00000' as CaseId,
        siteId: 'evaluation' as SiteId,
        contentOrigin: 'user_uploaded',
        receivedAt,
        policy: casePolicy({ timeZone: 'UTC', soloOperator: false }),
        statusTokenSha256: sha256(id),
        actor: { role: 'SYS', id: 'evaluate' },
        channel: 'mail',
        noticeKey: id,
        noticeSha256: sha256(text),
        screening,
        items: screening.targets.map(({ target, elements, deficiencies }) => ({
          url: target.url,
          elements,
          deficiencies,
        })),
        itemCount: screening.targets.length,
      },
      { now: receivedAt, sha256, holds: [] },
    );
    const label = labelOf(id);
    if (label) judged.push({ label, missing: screening.missing });
    read += 1;
    addresses += screening.targets.length;
    standing[bestOf(screening.targets.map((target) => target.standing))] += 1;
    opened[file.head.state] = (opened[file.head.state] ?? 0) + 1;
    for (const code of screening.deficiencies) named[code] = (named[code] ?? 0) + 1;
  }
  return { read, addresses, standing, opened, named, labelled: compareWithLabels(judged) };
}

interface Judged {
  readonly label: readonly Element[];
  readonly missing: readonly Element[];
}

function compareWithLabels(judged: readonly Judged[]): Labelled {
  const of = (element: Element): Found => {
    const has = judged.map(({ label }) => label.includes(element));
    const finds = judged.map(({ missing }) => !missing.includes(element));
    const count = (holds: (n: number) => boolean) => judged.filter((_, n) => holds(n)).length;
    const both = count((n) => has[n]! && finds[n]!);
    return {
      precision: both / count((n) => finds[n]!),
      recall: both / count((n) => has[n]!),
      lacking: count((n) => !has[n]!),
      lackingFound: count((n) => !has[n]! && !finds[n]!),
    };
  };
  const isAgreed = ({ label, missing }: Judged) =>
    ELEMENTS.every((element) => label.includes(element) !== missing.includes(element));
  return {
    notices: judged.length,
    inAll: judged.filter(isAgreed).length,
    elements: { i: of('i'), ii: of('ii'), iii: of('iii'), iv: of('iv'), v: of('v'), vi: of('vi') },
  };
}

const bestOf = (standings: readonly Standing[]): Standing =>
  (['effective', 'curable'] as const).find((standing) => standings.includes(standing)) ?? 'no_notice';

const counts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

export const reportNotices = ({
  read,
  addresses,
  standing,
  opened,
  named,
  labelled,
}: Notices): readonly string[] => [
  `real notices: ${read} letters, ${addresses} addresses; ${counts(standing)}`,
  `  cases opened: ${counts(opened)}`,
  `  named missing: ${counts(named)}`,
  `  against ${labelled.notices} read by a person: all six clauses alike in ${labelled.inAll}`,
  ...Object.entries(labelled.elements).map(
    ([element, { precision, recall, lacking, lackingFound }]) =>
      `    ${element.padEnd(4)}precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  lacking ${lacking}, found ${lackingFound}`,
  ),
];
