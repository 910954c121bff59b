import ownStyles from '../pages/stylesheet.css';
import tokens from '../pages/tokens.css';
import { sha256 } from '../shared/desk/digest';

export const stylesheet = `${tokens}\n${ownStyles}`;

/** Named by its content, so that it is kept for good and a new one is fetched at once. */
export const STYLESHEET_PATH = `/style/${sha256(stylesheet).slice(0, 16)}.css`;
