import { instant, type Instant } from '../clock/instant';

/** The one place of the deployed code that reads the wall clock. */
export const systemClock = (): Instant => instant(Date.now());
