import { excludingAPassage } from './console/excluding-a-passage';
import { everyView } from './console/every-view';
import { hostileText } from './console/hostile-text';
import { overview } from './console/overview';
import { readingACase } from './console/reading-a-case';
import { twoReviewers } from './console/two-reviewers';
import { wholeShift } from './console/whole-shift';
import { type ConsoleDesk, openConsoleDesk } from './support/console-desk';

jest.setTimeout(120_000);

/** One played stack and one browser for all of them: starting both costs more than most of what is looked at. */
let played: ConsoleDesk;
beforeAll(async () => {
  played = await openConsoleDesk();
});
afterAll(() => played?.close());

const at = () => played;

// The shift begins and ends with a queue that holds nothing else.
describe('a reviewer’s whole shift, by keyboard alone', () => {
  wholeShift(at);
});
describe('a reviewer, by keyboard alone, on one case', () => {
  readingACase(at);
});
describe('excluding a passage that all print', () => {
  excludingAPassage(at);
});
describe('two reviewers on one case', () => {
  twoReviewers(at);
});
describe('hostile text in a case', () => {
  hostileText(at);
});
describe('every view of the console', () => {
  everyView(at);
});
// Moves the clock by a day.
describe('the overview', () => {
  overview(at);
});
