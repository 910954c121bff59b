import { useState } from 'react';
import { textOf } from '../parts/reason-dialog';
import { Link } from 'wouter';
import { type Filters, searchOf } from './filters';

const STORED = 'copydesk.views';

type Views = Readonly<Record<string, string>>;

function read(): Views {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '{}') as Views;
  } catch {
    return {};
  }
}

/** Filters under a name of one's own, kept in this browser. */
export function SavedViews({ filters }: { readonly filters: Filters }) {
  const [views, setViews] = useState(read);
  const search = searchOf(filters);
  const keep = (next: Views) => {
    localStorage.setItem(STORED, JSON.stringify(next));
    setViews(next);
  };
  const saved = Object.entries(views).find(([, each]) => each === search);
  return (
    <>
      {Object.entries(views).map(([name, each]) => (
        <Link
          key={name}
          href={`/?${each}`}
          className="view"
          aria-current={each === search ? 'true' : undefined}
        >
          {name}
        </Link>
      ))}
      {search !== '' && !saved && (
        <form
          className="save"
          onSubmit={(event) => {
            event.preventDefault();
            const name = textOf(new FormData(event.currentTarget), 'name');
            if (name !== '') keep({ ...views, [name]: search });
          }}
        >
          <input name="name" aria-label="Name of this view" placeholder="Name this view" size={14} required />
          <button>Keep</button>
        </form>
      )}
      {saved && (
        <button
          type="button"
          className="quiet"
          onClick={() =>
            keep(Object.fromEntries(Object.entries(views).filter(([name]) => name !== saved[0])))
          }
        >
          Forget “{saved[0]}”
        </button>
      )}
    </>
  );
}
