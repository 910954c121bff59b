import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { CheckButton } from './form-fields';
import { LANGUAGE_TAGS, LANGUAGES } from './language';
import { Reader, type Reading, useReading, useWords } from './reading';

export interface DocumentProps {
  readonly title: string;
  readonly stylesheet: string;
  readonly children: ReactNode;
  /** English unless said. */
  readonly reading?: Reading;
  /** How the page is read in another language; absent where there is none. */
  readonly switchedBy?: LanguageSwitch;
  /** What the pages are about; complaints unless said. */
  readonly brand?: string;
  /** Between the head and the content. */
  readonly nav?: ReactNode;
}

/** The page's form, which then comes back with all that was typed; or, where nothing is typed, what else its address asks. */
export type LanguageSwitch = { readonly form: string } | { readonly query: Readonly<Record<string, string>> };

/** Name of the address's part, of the cookie and of the form's field that say in which language a page is read. */
export const LANGUAGE_FIELD = 'language';
/** The button pressed to read a form in another one. */
export const SWITCH_FIELD = 'switch';

/** What every page stands in. No script, no picture, nothing from elsewhere. */
function Document({ title, stylesheet, children, brand, nav, switchedBy }: Omit<DocumentProps, 'reading'>) {
  const words = useWords();
  const { language } = useReading();
  const about = brand ?? words.document.brand;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${about}`}</title>
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body>
        <a className="skip" href="#main">
          {words.document.skip}
        </a>
        <header>
          <div className="masthead">
            <p className="brand">{about}</p>
            {switchedBy === undefined ? null : <Languages by={switchedBy} />}
          </div>
          {nav}
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

function Languages({ by }: { readonly by: LanguageSwitch }) {
  const { language } = useReading();
  const label = useWords().document.language;
  return (
    <nav aria-label={label}>
      {'form' in by ? <CheckButton form={by.form} /> : null}
      <ul className="languages">
        {LANGUAGE_TAGS.map((tag) => {
          const name = LANGUAGES[tag];
          return (
            <li key={tag} lang={tag}>
              {tag === language ? (
                <span aria-current="true">{name}</span>
              ) : 'form' in by ? (
                <button form={by.form} name={SWITCH_FIELD} value={tag} className="plain">
                  {name}
                </button>
              ) : (
                <a
                  href={`?${new URLSearchParams({ ...by.query, [LANGUAGE_FIELD]: tag }).toString()}`}
                  hrefLang={tag}
                >
                  {name}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** A whole page as text. Everything that people typed is escaped by React and by nothing else. */
export const pageText = ({ reading = { language: 'en' }, ...props }: DocumentProps): string =>
  `<!doctype html>${renderToStaticMarkup(
    <Reader value={reading}>
      <Document {...props} />
    </Reader>,
  )}`;
