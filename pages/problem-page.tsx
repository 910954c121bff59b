import type { ReactNode } from 'react';
import type { ProblemKind } from '../shared/problem';
import type { ProblemJson } from '../shared/wire/problem-json';
import { useWords } from './reading';
import { sentence } from './sentence';
import type { Words } from './words/en';

const KIND = /^urn:copydesk:problem:(\w+)$/;

/** A problem in the reader's language; in English as it was said, with the facts in it. */
export function problemWords(
  words: Words,
  { type, title, detail, facts }: Omit<ProblemJson, 'instance' | 'status'>,
) {
  const kind = KIND.exec(type)?.[1] as ProblemKind | 'unexpected' | undefined;
  const seconds = facts?.['retryAfterSeconds'];
  const instead = words.problem.instead?.[kind ?? 'unexpected'];
  return {
    title: instead?.title ?? title,
    detail:
      kind === 'too_many_requests' && typeof seconds === 'number'
        ? words.problem.tooMany(seconds)
        : (instead?.detail ?? `${sentence(detail)}.`),
  };
}

interface ProblemPageProps {
  readonly problem: ProblemJson;
  /** Where to go from here; to a new complaint unless said. */
  readonly onward?: ReactNode;
}

/** An error as people read it. */
export function ProblemPage({ problem, onward }: ProblemPageProps) {
  const words = useWords();
  const { title, detail } = problemWords(words, problem);
  return (
    <>
      <h1>{title}</h1>
      <p>{detail}</p>
      {onward ?? (
        <p>
          {words.problem.goBack((anew) => (
            <a href="/complaints/new">{anew}</a>
          ))}
        </p>
      )}
      <p className="hint">{words.problem.quote(<code>{problem.instance}</code>)}</p>
    </>
  );
}

/** Where the front door sends a form that is more than the gateway takes. */
export function TooLargePage() {
  const { tooLarge } = useWords();
  return (
    <>
      <h1>{tooLarge.title}</h1>
      <p>{tooLarge.detail}</p>
      <p>{tooLarge.what}</p>
    </>
  );
}
