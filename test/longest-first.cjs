'use strict';
const { relative, sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What starts a stack or a browser, then what starts an emulator or synthesises; first the one that waits longest. */
const FIRST = ['flow', 'browser', 'contract/player', 'infra/bundle', 'contract/desk', 'property', 'infra'];

/**
 * In a fresh clone jest knows no durations and orders by the size of the files, which says nothing of stacks: the longest
 * came last, and all workers but one had nothing to do.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, context }) => {
      const name = relative(context.config.rootDir, path).split(sep).slice(1).join('/');
      const found = FIRST.findIndex((folder) => name.startsWith(folder));
      return found < 0 ? FIRST.length : found;
    };
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
};
