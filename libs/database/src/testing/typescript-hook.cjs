/** Lets a plain Node process run the TypeScript of this folder: `node -r typescript-hook.cjs program.ts`. */
const { transformFileSync } = require('@swc/core');

const options = {
  swcrc: false,
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
};

require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
