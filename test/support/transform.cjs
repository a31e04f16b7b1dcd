/**
 * Jest's transformer for our TypeScript: what @swc/jest does, with imports that load a module when it is first used. Jest
 * loads all modules anew for each spec, and a spec of one function would pay for everything that the packages which it names
 * export: 1,600 modules in place of 200. The built programs import as usual.
 */
const { createTransformer } = require('@swc/jest');

/** `lazy` names the imports that load late; true means all packages, and no relative paths. */
const transformer = (lazy) =>
  createTransformer({
    swcrc: false,
    module: { type: 'commonjs', lazy },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  });

const ofModules = transformer(true);

/** The paths of what an index re-exports by name, on one line or on several. */
const RE_EXPORTED = /^(?:\}|export \{.*\}) from '([^']+)';$/gm;

const ofIndex = (source) => transformer([...source.matchAll(RE_EXPORTED)].map(([, path]) => path));

const transformerOf = (source, path) => (path.endsWith('/index.ts') ? ofIndex(source) : ofModules);

/** A module that is imported when it is needed is named as the build will find it; here it is still TypeScript. */
const withoutExtensions = (source) => source.replace(/\bimport\('(\.[^']+)\.js'\)/g, "import('$1')");

module.exports = {
  canInstrument: true,
  process: (source, path, options) => transformerOf(source, path).process(withoutExtensions(source), path, options),
  getCacheKey: (source, path, options) =>
    transformerOf(source, path).getCacheKey(withoutExtensions(source), path, options),
};
