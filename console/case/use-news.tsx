import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { CaseView } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { moment } from '../time/words';

const EventWords = lazy(async () => ({ default: (await import('./timeline')).EventWords }));

export interface News {
  /** Nothing where there is none. */
  readonly panel: ReactNode;
  /** The version that the reader has taken note of: a decision says it has seen that one, and no later. */
  readonly version: number;
}

/** What has happened to the case since it was read, by anybody else, until the reader has taken note. */
export function useNews(view: CaseView, me: string): News {
  const last = view.timeline.at(-1)?.seq ?? 0;
  const [seen, setSeen] = useState({ seq: last, version: view.version });
  const news = view.timeline.filter(({ seq, actor }) => seq > seen.seq && actor.id !== me);
  const count = news.length;
  useEffect(() => {
    if (count > 0) announce('The case has changed since you read it.');
  }, [count]);
  const takeNote = () => setSeen({ seq: last, version: view.version });
  if (count === 0) {
    if (seen.version !== view.version || seen.seq !== last) takeNote();
    return { panel: null, version: view.version };
  }
  const panel = (
    <div className="news">
      <p>Since you read this case:</p>
      <ul>
        {news.map((entry) => (
          <li key={entry.seq}>
            {moment(entry.at, view.at)}:{' '}
            <Suspense fallback="…">
              <EventWords entry={entry} />
            </Suspense>
          </li>
        ))}
      </ul>
      <button type="button" onClick={takeNote}>
        I have seen it
      </button>
    </div>
  );
  return { panel, version: seen.version };
}
