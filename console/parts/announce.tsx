import { useSyncExternalStore } from 'react';

/** The one polite live region: what has happened, in words, for who does not see it happen. */
let said = '';
const readers = new Set<() => void>();

export function announce(text: string): void {
  // The same words twice are said twice.
  said = text === said ? `${text}\u00a0` : text;
  readers.forEach((reader) => reader());
}

const subscribe = (reader: () => void) => {
  readers.add(reader);
  return () => void readers.delete(reader);
};

export function Announcements() {
  const text = useSyncExternalStore(subscribe, () => said);
  return (
    <p role="status" aria-live="polite" className="unseen">
      {text}
    </p>
  );
}
