import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

export interface DocumentProps {
  readonly title: string;
  readonly stylesheet: string;
  readonly children: ReactNode;
  /** What the pages are about; complaints unless said. */
  readonly brand?: string;
  /** Between the head and the content. */
  readonly nav?: ReactNode;
}

/** What every page stands in. No script, no picture, nothing from elsewhere. */
function Document({ title, stylesheet, children, brand = 'Copyright complaints', nav }: DocumentProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${brand}`}</title>
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <header>
          <p className="brand">{brand}</p>
          {nav}
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

/** A whole page as text. Everything that people typed is escaped by React and by nothing else. */
export const pageText = (props: DocumentProps): string =>
  `<!doctype html>${renderToStaticMarkup(<Document {...props} />)}`;
