import { useEffect, useState } from 'react';
import type { CaseView } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { moment } from '../time/words';
import { eventWords } from './timeline';

/** What has happened to the case since it was read, by anybody else, until the reader has taken note. */
export function useNews(view: CaseView, me: string) {
  const last = view.timeline.at(-1)?.seq ?? 0;
  const [seen, setSeen] = useState(last);
  const news = view.timeline.filter(({ seq, actor }) => seq > seen && actor.id !== me);
  const count = news.length;
  useEffect(() => {
    if (count > 0) announce('The case has changed since you read it.');
  }, [count]);
  if (count === 0) return null;
  return (
    <div className="news">
      <p>Since you read this case:</p>
      <ul>
        {news.map((entry) => (
          <li key={entry.seq}>
            {moment(entry.at, view.at)}: {eventWords(entry)}
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => setSeen(last)}>
        I have seen it
      </button>
    </div>
  );
}
