import { type RefObject, useEffect, useRef } from 'react';

/** Names the page, and brings the focus to its heading when it has come into view: the reader knows where they are. */
export function useTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Copydesk`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return heading;
}

/** Where the focus goes when what had it is done with. */
export const focusHeading = (): void => document.querySelector('h1')?.focus({ preventScroll: true });
