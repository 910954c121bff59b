import { useSyncExternalStore } from 'react';

/** The one polite live region: what has happened, in words, for who does not see it happen. */
let said = '';
let saidAt = -Infinity;
const readers = new Set<() => void>();

/** Milliseconds in which what was said before has hardly been heard: what follows is added, not put in its place. */
const ONE_BREATH_MS = 2_000;

export function announce(text: string): void {
  const now = performance.now();
  if (now - saidAt < ONE_BREATH_MS) said = `${said} ${text}`;
  // The same words twice are said twice.
  else said = text === said ? `${text}\u00a0` : text;
  saidAt = now;
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
