import { escapeUTF8 as escapeHtml } from 'entities';
import type { DemoUser } from './demo-users';

/** One button for each demo user; `action` is the page's own path. */
export function signInPage(action: string, users: readonly DemoUser[]): string {
  const buttons = users.map(
    ({ username, groups }) =>
      `<p><button name="username" value="${escapeHtml(username)}">${escapeHtml(username)} (${escapeHtml(groups.join(', '))})</button></p>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8"><title>Sign in to Copydesk</title>
<h1>Sign in to Copydesk</h1>
<p>This is the local stack: choose who you are.</p>
<form method="post" action="${escapeHtml(action)}">${buttons.join('')}</form>
</html>`;
}
