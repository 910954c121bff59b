import type { Page } from 'playwright-core';

/** Resolves `window.painted` with the time from a key to the frame after which `shown` holds; `from` is the heading before it. */
const fromKeyToFrame = (key: string, shown: string): string => `
  window.painted = new Promise((resolve, reject) => {
    const from = document.querySelector('h1').textContent;
    let pressed = false;
    const shown = () => pressed && (${shown});
    addEventListener('keydown', (event) => {
      if (event.key !== '${key}') return;
      performance.mark('pressed', { startTime: event.timeStamp });
      pressed = true;
    }, { capture: true });
    const look = () => {
      if (!shown()) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      // The message comes once the frame has been handed over to be painted.
      port1.onmessage = () => resolve(performance.measure('painted', { start: 'pressed' }).duration);
      port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
    setTimeout(() => reject(new Error('it was not shown: ' + document.querySelector('h1').textContent)), 10_000);
  });
  undefined`;

/**
 * Presses keys and waits for what they show. @param shown an expression in the page; `from` is the heading before the key.
 * @returns milliseconds from the last key's event to the painted frame, in the page's own clock.
 */
export async function keyToPaint(page: Page, keys: string, shown: string): Promise<number> {
  await page.evaluate(fromKeyToFrame(keys.split('+').at(-1)!, shown));
  await page.keyboard.press(keys);
  return page.evaluate<number>('window.painted');
}
