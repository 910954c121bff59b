/** What opens over the page closes by Escape, and when the focus or the pointer goes elsewhere: it hides nothing for long. */
export function closeOverlays(): void {
  const overlays = () => document.querySelectorAll<HTMLDetailsElement>('.inline[open], .top details[open]');
  document.addEventListener('keydown', (event) => {
    const within =
      event.target instanceof Element && event.target.closest('.inline[open], .top details[open]');
    if (event.key !== 'Escape' || !(within instanceof HTMLDetailsElement)) return;
    within.open = false;
    within.querySelector('summary')?.focus();
  });
  const left = ({ target }: Event) => {
    if (!(target instanceof Node)) return;
    for (const overlay of overlays()) if (!overlay.contains(target)) overlay.open = false;
  };
  document.addEventListener('focusin', left);
  document.addEventListener('pointerdown', left);
}
