import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { caseQuery, useDesk } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import { ClockTable } from './clock-table';

/** Start, budget and pauses of a case's clocks, read when somebody asks. */
export function WhyThisTime({ caseId }: { readonly caseId: string }) {
  const [asked, setAsked] = useState(false);
  const { data, error } = useQuery({ ...caseQuery(useDesk(), caseId), enabled: asked });
  return (
    <details className="inline why" onToggle={(event) => setAsked(event.currentTarget.open)}>
      <summary>
        why<span className="unseen"> this time, of {caseId}</span>
      </summary>
      {error ? <Trouble error={error} /> : data ? <ClockTable view={data} /> : <p aria-busy="true">…</p>}
    </details>
  );
}
