import { createHash } from 'node:crypto';
import type { CaseState } from '../shared/case/case';
import { openCase } from '../shared/case/open-case';
import { casePolicy } from '../shared/case/policy';
import { instant } from '../shared/clock/instant';
import type { CaseId, SiteId } from '../shared/ids';
import type { DeficiencyCode } from '../shared/notice/deficiency';
import { readNotice } from '../shared/notice/read-notice';
import { screenNotice } from '../shared/notice/screen-notice';
import type { Standing } from '../shared/notice/statutory-elements';
import { readNotices } from './evaluate-data';

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
}

/** These notices were sent to a host of code; what lies there is 'ours'. Its own help pages are not complained of. */
const isOurHost = (host: string): boolean =>
  /(?:^|\.)(?:github\.com|githubusercontent\.com|github\.io)$/.test(host) && !/^(?:docs|help)\./.test(host);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function evaluateNotices(data: string): Promise<Notices> {
  const standing: Record<Standing, number> = { effective: 0, curable: 0, no_notice: 0 };
  const opened: Partial<Record<CaseState, number>> = {};
  const named: Partial<Record<DeficiencyCode, number>> = {};
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
    read += 1;
    addresses += screening.targets.length;
    standing[bestOf(screening.targets.map((target) => target.standing))] += 1;
    opened[file.head.state] = (opened[file.head.state] ?? 0) + 1;
    for (const code of screening.deficiencies) named[code] = (named[code] ?? 0) + 1;
  }
  return { read, addresses, standing, opened, named };
}

const bestOf = (standings: readonly Standing[]): Standing =>
  (['effective', 'curable'] as const).find((standing) => standings.includes(standing)) ?? 'no_notice';

const counts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

export const reportNotices = ({ read, addresses, standing, opened, named }: Notices): readonly string[] => [
  `real notices: ${read} letters, ${addresses} addresses; ${counts(standing)}`,
  `  cases opened: ${counts(opened)}`,
  `  named missing: ${counts(named)}`,
];
