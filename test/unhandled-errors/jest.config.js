const { projects } = require('../../jest.config');

/** The unit tier, of suites that are no specs of the project: all but one must fail. */
module.exports = {
  projects: [{ ...projects[0], testRegex: 'test/unhandled-errors/suites/.*\\.ts$' }],
};
