import { escapeUTF8 as escapeHtml } from 'entities';
import { pageStyle } from '../page-style';
import type { DemoUser } from './demo-users';

const style = `${pageStyle}
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 12vh auto; padding: 0 1rem; }
  h1 { font-size: 1.4rem; }
  button { font: inherit; width: 100%; padding: .7rem 1rem; text-align: start; border: 1px solid; border-radius: .4rem;
    background: light-dark(#fff, #1d232b); color: inherit; cursor: pointer; }
  button:hover { background: light-dark(#eef3fa, #28313c); }
  button span { float: inline-end; opacity: .75; }`;

/** One button for each demo user; `action` is the page's own path. */
export function signInPage(action: string, users: readonly DemoUser[]): string {
  const buttons = users.map(
    ({ username, groups }) =>
      `<p><button name="username" value="${escapeHtml(username)}">${escapeHtml(username)} <span>${escapeHtml(groups.join(', '))}</span></button></p>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign in to Copydesk</title>
<style>${style}</style></head>
<body><h1>Sign in to Copydesk</h1>
<p>This is the local stack: choose who you are.</p>
<form method="post" action="${escapeHtml(action)}">${buttons.join('')}</form>
</body></html>`;
}
