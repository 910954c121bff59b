import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link, Route, Router, Switch, useLocation, useSearch } from 'wouter';
import { parseCaseId } from '../shared/ids';
import { useClaimNext } from './case/use-claim-next';
import { HelpDialog } from './keyboard/help-dialog';
import { KeyButton, useKeyOf } from './keyboard/key-button';
import { useKeys } from './keyboard/use-keys';
import { Announcements } from './parts/announce';
import { UndoBar } from './case/undo-bar';
import { QueuePage } from './queue/queue-page';
import { mayDecide, type Session, SessionProvider } from './sign-in/use-session';

const loadCasePage = () => import('./case/case-page');
const CasePage = lazy(async () => ({ default: (await loadCasePage()).CasePage }));
// A deployed console never asks for them.
const LocalTools = lazy(async () => ({ default: (await import('./local-tools')).LocalTools }));
const FindPage = lazy(async () => ({ default: (await import('./find/find-page')).FindPage }));
const loadPalette = () => import('./keyboard/palette');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const OverviewPage = lazy(async () => ({
  default: (await import('./overview/overview-page')).OverviewPage,
}));

export function App({ session }: { readonly session: Session }) {
  // Whoever has the queue before them opens a case next; and who asks for the palette types on.
  useEffect(() => void Promise.all([loadCasePage(), loadPalette()]), []);
  return (
    <SessionProvider value={session}>
      <Router base={import.meta.env.BASE_URL.replace(/\/$/, '')}>
        <a href="#main" className="skip">
          To the content
        </a>
        <Header session={session} />
        <Announcements />
        <Suspense fallback={<main id="main" className="alone" aria-busy="true" />}>
          <Switch>
            <Route path="/">
              <QueuePage />
            </Route>
            <Route path="/cases/:caseId">{({ caseId }) => <CasePage key={caseId} caseId={caseId} />}</Route>
            <Route path="/find">
              <FindPage />
            </Route>
            <Route path="/overview">
              <OverviewPage />
            </Route>
            <Route>
              <main id="main" className="alone">
                <h1>There is no such page</h1>
                <p>
                  <Link href="/">To the queue</Link>
                </p>
              </main>
            </Route>
          </Switch>
        </Suspense>
        <UndoBar />
      </Router>
    </SessionProvider>
  );
}

function Header({ session }: { readonly session: Session }) {
  const [path, navigate] = useLocation();
  const help = useRef<HTMLDialogElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const claimNext = useClaimNext();
  const [choosing, setChoosing] = useState(false);
  const worker = mayDecide(session);
  useKeys({
    help: () => help.current?.showModal(),
    search: () => search.current?.focus(),
    goToQueue: () => navigate('/'),
    goToFind: () => navigate('/find'),
    goToOverview: () => navigate('/overview'),
    palette: () => setChoosing(true),
    ...(worker && { claimNext: () => void claimNext() }),
  });
  return (
    <header className="top">
      <Link href="/" className="mark">
        Copydesk
      </Link>
      <nav aria-label="Console">
        <NavLink to="/" path={path} command="goToQueue">
          Queue
        </NavLink>
        <NavLink to="/find" path={path} command="goToFind">
          Find
        </NavLink>
        <NavLink to="/overview" path={path} command="goToOverview">
          Overview
        </NavLink>
      </nav>
      <Search field={search} />
      {worker && (
        <KeyButton command="claimNext" className="primary" onClick={() => void claimNext()}>
          Take next
        </KeyButton>
      )}
      {isLocal(session.issuer) && (
        <Suspense>
          <LocalTools />
        </Suspense>
      )}
      <KeyButton command="help" className="quiet" onClick={() => help.current?.showModal()}>
        Keys
      </KeyButton>
      <details className="person">
        <summary>{session.username}</summary>
        <p>{session.groups.join(', ')}</p>
        <button type="button" onClick={() => void session.signOut()}>
          Sign out
        </button>
      </details>
      <HelpDialog dialog={help} />
      {choosing && (
        // An open dialog lets no key through: what is typed for the palette is not to act on the page.
        <Suspense fallback={<dialog open aria-label="What to do" aria-busy="true" />}>
          <Palette onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </header>
  );
}

/** The local stack's issuer is on this machine; a deployed one never is. */
const isLocal = (issuer: string): boolean => new URL(issuer).hostname === '127.0.0.1';

function NavLink({
  to,
  path,
  command,
  children,
}: {
  readonly to: string;
  readonly path: string;
  readonly command: 'goToQueue' | 'goToFind' | 'goToOverview';
  readonly children: string;
}) {
  const { props } = useKeyOf(command);
  return (
    <Link href={to} aria-current={path === to ? 'page' : undefined} {...props}>
      {children}
    </Link>
  );
}

/** Filters the queue; a whole case number opens its case. */
function Search({ field }: { readonly field: React.RefObject<HTMLInputElement | null> }) {
  const [path, navigate] = useLocation();
  const query = new URLSearchParams(useSearch());
  const { props } = useKeyOf('search');
  const wanted = query.get('q') ?? '';
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = wanted;
  }, [field, wanted]);
  const look = (text: string, entered: boolean) => {
    const caseId = parseCaseId(text.trim().toUpperCase());
    if (caseId) return navigate(`/cases/${caseId}`);
    if (path !== '/' && !entered) return;
    query.set('q', text);
    if (text === '') query.delete('q');
    navigate(query.size === 0 ? '/' : `/?${query.toString()}`, { replace: path === '/' });
  };
  return (
    <search>
      <input
        ref={field}
        type="search"
        aria-label="Search the queue, or go to a case by its number"
        placeholder="Search, or a case number"
        defaultValue={wanted}
        onChange={(event) => look(event.target.value, false)}
        onKeyDown={(event) => event.key === 'Enter' && look(event.currentTarget.value, true)}
        {...props}
      />
    </search>
  );
}
