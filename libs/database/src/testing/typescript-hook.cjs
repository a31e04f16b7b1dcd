/**
 * Lets a child process of a test run TypeScript: `node -r typescript-hook.cjs child.ts`. Jest compiles only what runs
 * inside Jest, and a test that kills its projector needs one outside.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const libs = join(__dirname, '..', '..', '..');
const options = {
  swcrc: false,
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

Module._extensions['.ts'] = (module, filename) => {
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...rest) => {
  const [, lib, folder = ''] = /^@yujue\/([^/]+)(\/[^/]+)?$/.exec(request) ?? [];
  if (lib) return resolve(join(libs, lib, 'src', folder), parent, ...rest);
  // A dynamic import names the file that the build makes.
  const isSource = /^\.{1,2}\/.*\.js$/.test(request) && parent?.filename.endsWith('.ts');
  return resolve(isSource ? request.slice(0, -'.js'.length) : request, parent, ...rest);
};
