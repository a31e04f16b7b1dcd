#!/usr/bin/env node
// What `npx yujue` starts. It is part of the repository, since npx links the command when it is first asked for, and a link
// to a file that only a build makes would stay broken afterwards.
const { existsSync } = require('node:fs');
const nodeModule = require('node:module');
const { join } = require('node:path');

const root = join(__dirname, '../..');
const main = join(root, 'dist/apps/cli/src/main.js');
if (existsSync(main)) {
  // From Node 22.1 on, compiled code is kept between runs. In the project's folder: others can write to the default, /tmp.
  nodeModule.enableCompileCache?.(join(root, 'node_modules/.cache/yujue'));
  require(main);
} else {
  console.error('程序尚未构建，请先运行 npm run build（或 npm start）。');
  process.exitCode = 1;
}
