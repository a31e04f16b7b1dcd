const { default: Sequencer } = require('@jest/test-sequencer');

/** The tiers by how long their suites take; the short ones of the last fill what is left at the end. */
const TIERS = ['e2e', 'int', 'unit'];

/** Whole-program suites first, then those with a database, then the pure ones; within a tier as Jest orders them. */
class LongestTierFirst extends Sequencer {
  sort(tests) {
    const place = ({ context }) => TIERS.indexOf(context.config.displayName.name);
    return super.sort(tests).toSorted((one, other) => place(one) - place(other));
  }
}

module.exports = LongestTierFirst;
