import { escapeUTF8 as escapeHtml } from 'entities';
import { pageStyle, readableInstant } from '../page-style';
import type { OutboxMail } from './outbox';

/** The outbox as one page, newest first. A mail is shown as its text: what came from outside is never markup here. */
export function outboxPage(mails: readonly OutboxMail[]): string {
  const articles = mails.toReversed().map(
    ({ at, from, to, subject, text }) => `<article>
<h2>${escapeHtml(subject)}</h2>
<p><time datetime="${escapeHtml(at)}">${readableInstant(escapeHtml(at))}</time> · from ${escapeHtml(from)} · to ${escapeHtml(to.join(', '))}</p>
<pre>${escapeHtml(text)}</pre>
</article>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Copydesk outbox</title>
<style>${pageStyle}
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
  article { border-top: 1px solid; padding: 1rem 0; }
  h2 { font-size: 1.1rem; margin: 0; }
  pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
</style></head>
<body><h1>Outbox</h1>
<p>${mails.length === 0 ? 'No mail has been sent yet.' : `${mails.length} mails that the local stack kept back, newest first.`}</p>
${articles.join('\n')}
</body></html>`;
}
