const { projects } = require('../../jest.config');

/** The configuration of unit specs, for suites that are not specs of the project: all but one must fail. */
module.exports = {
  projects: [{ ...projects[0], testRegex: 'test/unhandled-errors/suites/.*\\.ts$' }],
};
