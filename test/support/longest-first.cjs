const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The suites that take longest, a minute and more on a slow machine. Where nothing is known of earlier runs, as in CI, jest goes by the size of files,
 * and such a suite would begin when the others are nearly through.
 */
const LONG = ['/test/fuzz/', '/test/e2e/matrix/', '/test/faults/', '/libs/database/src/embedded/'];

const isLong = ({ path }) => LONG.some((part) => path.includes(part));

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
