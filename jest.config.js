const swc = {
  swcrc: false,
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

/** One project per tier: pure specs in milliseconds, real-database specs, whole-program specs. */
const tier = (displayName, suffix, more = {}) => ({
  displayName,
  // Every unhandled rejection and uncaught error fails its test.
  testEnvironment: '<rootDir>/test/support/strict-environment.mjs',
  rootDir: __dirname,
  testRegex: `\\.${suffix}\\.ts$`,
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  // The temporary files of a run are in a separate folder, which is removed after the run, also when it is interrupted.
  globalSetup: '<rootDir>/test/support/own-run-folder.mjs',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^@yujue/([^/]+)$': '<rootDir>/libs/$1/src',
    '^@yujue/([^/]+)/testing$': '<rootDir>/libs/$1/src/testing',
  },
  ...more,
});

module.exports = {
  projects: [tier('unit', 'spec'), tier('int', 'int-spec'), tier('e2e', 'e2e-spec'), tier('long', 'long-spec')],
  // Ends what hangs; nothing is expected to be done by then on a machine that is busy.
  testTimeout: 10 * 60_000,
};
