import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { ApiRefusal } from '../shared/wire/client';
import { openDeskClient } from './desk/desk-client';
import { DeskProvider } from './desk/use-desk';
import { closeOverlays } from './parts/close-overlays';
import { keepFocus } from './parts/keep-focus';
import { openSession } from './sign-in/session';
import './style.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Told no is told no; what did not come through is asked for again.
      retry: (times, error) => times < 3 && !(error instanceof ApiRefusal && error.status < 500),
      staleTime: 5_000,
      // What cannot be sent is said to be so, and is not sent unasked when the connection is back.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const root = createRoot(document.getElementById('console')!);

async function start(): Promise<void> {
  const session = await openSession(window);
  if (session === 'signing in') return;
  if (session === 'signed out') {
    root.render(
      <main className="alone">
        <h1>You are signed out</h1>
        <p>
          <a href={`${import.meta.env.BASE_URL}?sign-in`}>Sign in</a>
        </p>
      </main>,
    );
    return;
  }
  const desk = openDeskClient(session);
  keepFocus();
  closeOverlays();
  root.render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <DeskProvider value={desk}>
          <App session={session} />
        </DeskProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

start().catch((error: unknown) => {
  root.render(
    <main className="alone">
      <h1>You could not be signed in</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>
        <a href={import.meta.env.BASE_URL}>Try again</a>
      </p>
    </main>,
  );
});
