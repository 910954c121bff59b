import type { ProblemJson } from '../shared/wire/problem-json';
import { sentence } from './sentence';

/** An error as people read it. */
export function ProblemPage({ problem }: { readonly problem: ProblemJson }) {
  return (
    <>
      <h1>{problem.title}</h1>
      <p>{`${sentence(problem.detail)}.`}</p>
      <p>
        If you had typed something, go back in your browser: it should still be there. You can also{' '}
        <a href="/complaints/new">begin a new complaint</a>.
      </p>
      <p className="hint">
        Quote this to the operator if it stays so: <code>{problem.instance}</code>
      </p>
    </>
  );
}
