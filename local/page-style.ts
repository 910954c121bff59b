/** What the local stack's pages share: the reader's light or dark, and links that can be read in both. */
export const pageStyle = `
    :root { color-scheme: light dark; }
    a { color: light-dark(#0b4fb3, #8ab8ff); }
    a:visited { color: light-dark(#5b3a9e, #c3a6ff); }`;

/** An instant as a person reads it, to the minute. */
export const readableInstant = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
