import { focusHeading } from './use-title';

/** Brings the focus to the heading when what had it is gone, hidden or switched off: the next key must not go nowhere. */
export function keepFocus(): void {
  let last: Element | undefined;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) last = target;
  });
  const look = () => {
    if (document.activeElement !== document.body || last === undefined) return;
    if (!last.checkVisibility() || last.matches(':disabled')) focusHeading();
  };
  new MutationObserver(() => {
    // A dialog that closes is seen before the browser has given the focus back to what opened it.
    setTimeout(look);
  }).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['open', 'disabled', 'hidden'],
  });
}
