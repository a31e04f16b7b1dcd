const { projects } = require('../../jest.config');

/** The int tier, of suites that are no specs of the project. */
module.exports = {
  projects: [{ ...projects[1], testRegex: 'test/interrupted-run/(hanging|beside)\\.ts$' }],
  testTimeout: 700_000,
};
