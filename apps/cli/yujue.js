#!/usr/bin/env node
// What `npx yujue` starts. It stands in the repository, since npx links the command when it is first asked for, and a link
// to a file that only a build makes would stay broken afterwards.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '../../dist/apps/cli/src/main.js');
if (existsSync(main)) {
  require(main);
} else {
  console.error('程序尚未构建，请先运行 npm run build（或 npm start）。');
  process.exitCode = 1;
}
