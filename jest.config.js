/**
 * In Jest's sandbox each look-up of a global costs half a microsecond, a hundred times what it costs outside. These become
 * parameters of each module instead. Not among them: what fake timers replace (Date, setTimeout, …).
 */
const sandboxInjectedGlobals = [
  'Array',
  'BigInt',
  'Boolean',
  'Error',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Promise',
  'Proxy',
  'RangeError',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'SyntaxError',
  'TypeError',
  'Uint8Array',
  'WeakMap',
  'WeakSet',
  'isNaN',
  'parseInt',
];

/** One project per tier: pure specs in milliseconds; a real database, or seconds of computing; whole-program specs. */
const tier = (displayName, suffix, more = {}) => ({
  displayName,
  // Every unhandled rejection and uncaught error fails its test.
  testEnvironment: '<rootDir>/test/support/strict-environment.mjs',
  rootDir: __dirname,
  testRegex: `\\.${suffix}\\.ts$`,
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  // The temporary files of a run are in a separate folder, which is removed after the run, also when it is interrupted.
  globalSetup: '<rootDir>/test/support/own-run-folder.mjs',
  sandboxInjectedGlobals,
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  transform: {
    '\\.ts$': '<rootDir>/test/support/transform.cjs',
    '/readable-stream/lib/.+\\.js$': '<rootDir>/test/support/in-a-block.cjs',
  },
  transformIgnorePatterns: ['/node_modules/(?!(.+/)?readable-stream/lib/)'],
  moduleNameMapper: {
    '^@yujue/([^/]+)$': '<rootDir>/libs/$1/src',
    '^@yujue/([^/]+)/(configuration|eventstoredb|intake|testing)$': '<rootDir>/libs/$1/src/$2',
  },
  ...more,
});

module.exports = {
  projects: [tier('unit', 'spec'), tier('int', 'int-spec'), tier('e2e', 'e2e-spec'), tier('long', 'long-spec')],
  // Jest keeps one core for itself, which has nothing to do while the workers work.
  maxWorkers: '100%',
  // Ends what hangs; nothing is expected to be done by then on a machine that is busy.
  testTimeout: 10 * 60_000,
};
