import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { announce } from './parts/announce';

interface Tools {
  readonly outboxUrl: string;
  readonly demoSiteUrl?: string;
  readonly demoSiteHost?: string;
}

const TOOLS = '/local/tools';

/** On the local stack only: move its clock, see the site it works for and the mails it sent. */
export function LocalTools() {
  const queries = useQueryClient();
  const [moving, setMoving] = useState(false);
  const { data } = useQuery({
    queryKey: ['local-tools'],
    queryFn: async () => (await (await fetch(TOOLS)).json()) as Tools,
    staleTime: Infinity,
    retry: false,
  });
  useEffect(() => {
    const { demoSiteUrl, demoSiteHost } = data ?? {};
    if (demoSiteUrl === undefined) return;
    // The demo's site is played under another address than its name, which leads nowhere.
    const lead = ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (link && link.host === demoSiteHost) link.href = new URL(link.pathname, demoSiteUrl).href;
    };
    addEventListener('click', lead, true);
    return () => removeEventListener('click', lead, true);
  }, [data]);
  if (!data) return null;
  const advance = async () => {
    setMoving(true);
    await fetch(`${TOOLS}/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ hours: 12 }),
    });
    await queries.invalidateQueries();
    setMoving(false);
    announce('The local clock was moved by twelve hours.');
  };
  return (
    <details className="local">
      <summary>Local stack</summary>
      <button type="button" disabled={moving} onClick={() => void advance()}>
        +12 h
      </button>
      {data.demoSiteUrl !== undefined && (
        <a href={data.demoSiteUrl} target="_blank" rel="noreferrer">
          The demo’s news site
        </a>
      )}
      <a href="/" target="_blank" rel="noreferrer">
        The public’s pages
      </a>
      <a href={data.outboxUrl} target="_blank" rel="noreferrer">
        The mails it sent
      </a>
    </details>
  );
}
