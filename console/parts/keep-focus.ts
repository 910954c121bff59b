import { focusHeading } from './use-title';

/** Brings the focus to the heading when what had it is gone, hidden or switched off: the next key must not go nowhere. */
export function keepFocus(): void {
  let last: Element | undefined;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) last = target;
  });
  new MutationObserver(() => {
    if (document.activeElement !== document.body || last === undefined) return;
    if (!last.checkVisibility() || last.matches(':disabled')) focusHeading();
  }).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['open', 'disabled', 'hidden'],
  });
}
