import { fetchPage } from '../../../shared/desk/fetch-page';
import type { WebAnswer } from '../../../shared/desk/fetched-page';
import { workNotice } from '../../../shared/desk/work-notices';
import { noticesMessage, pageFetch } from '../../../shared/wire/messages';
import { plenty } from './submissions';
import type { TestDesk } from './test-desk';

/** Works the notices and the fetches until neither is left; what is asked for comes back as in the real thing. */
export async function untilStill({ desk, take }: Pick<TestDesk, 'desk' | 'take'>): Promise<number> {
  let fetched = 0;
  for (;;) {
    const notices = await take('notices');
    for (const message of notices)
      await workNotice(desk, { id: 'm', message: noticesMessage.parse(message), receiveCount: 1 }, plenty);
    const fetches = await take('fetches');
    for (const message of fetches) await fetchPage(desk, pageFetch.parse(message));
    fetched += fetches.length;
    if (notices.length + fetches.length === 0) return fetched;
  }
}

/** A page as a site serves it. */
export const webPage = (
  body: string,
  more: Partial<Extract<WebAnswer, { outcome: 'fetched' }>> = {},
): WebAnswer => ({
  outcome: 'fetched',
  status: 200,
  addresses: [],
  headers: { 'content-type': 'text/html; charset=utf-8', 'last-modified': 'Mon, 02 Mar 2026 08:00:00 GMT' },
  body: new Uint8Array(Buffer.from(body)),
  ...more,
});
