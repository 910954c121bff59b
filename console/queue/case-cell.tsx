import { Link } from 'wouter';
import { KIND_WORDS } from '../../shared/case/words';
import type { QueueLine } from '../desk/use-desk';

/** Which case a row is about, and what the case is about: a line each. Strangers' words keep their own direction and place. */
export function CaseCell({
  line,
  among,
}: {
  readonly line: QueueLine;
  readonly among: readonly QueueLine[];
}) {
  const { caseId, kind, siteId, subject, items } = line;
  const isOfSeveral = siteId !== '' && among.some((other) => other.siteId !== siteId);
  return (
    <th scope="row">
      <span className="about">
        <Link href={`/cases/${caseId}`} className="nowrap">
          {caseId}
        </Link>
        <small>
          {KIND_WORDS[kind]}
          {isOfSeveral && ` · ${siteId}`}
        </small>
      </span>
      {subject && (
        <span className="about">
          <bdi>{subject.page}</bdi>
          {items > 1 && <span>+ {items - 1} more</span>}
          {subject.sender !== undefined && (
            <small>
              by <bdi>{subject.sender}</bdi>
            </small>
          )}
        </span>
      )}
    </th>
  );
}
