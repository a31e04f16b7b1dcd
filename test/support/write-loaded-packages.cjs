/** Preloaded into a program with `node --require`: when it ends, writes the packages that it loaded to LOADED_PACKAGES. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const packages = Object.keys(require.cache).flatMap((file) => {
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    return name === undefined ? [] : [name];
  });
  writeFileSync(process.env.LOADED_PACKAGES, JSON.stringify([...new Set(packages)]));
});
