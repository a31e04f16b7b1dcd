import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@yujue/application';
import { Command } from 'commander';
import { addCheck } from './commands/check';
import { addExecution } from './commands/execution';
import { addExport } from './commands/export';
import { addImport } from './commands/import';
import { addIntake } from './commands/intake';
import { addLoad } from './commands/load';
import { addNarrative } from './commands/narrative';
import { addRebuild } from './commands/rebuild';
import { addReport } from './commands/report';
import { addSheet } from './commands/sheet';
import { addStatus } from './commands/status';
import { addTrace } from './commands/trace';
import { addVerify } from './commands/verify';
import { chineseHelp } from './terminal/chinese';

/** In the order in which `yujue --help` lists them. */
const COMMANDS = [
  addLoad,
  addIntake,
  addSheet,
  addReport,
  addNarrative,
  addTrace,
  addExecution,
  addCheck,
  addRebuild,
  addVerify,
  addStatus,
  addExport,
  addImport,
];

/** The `yujue` command line. Errors are thrown; nothing is printed about them here. */
export function createProgram(): Command {
  const program = new Command('yujue')
    .description('预决：部门预算执行的登记、报表与追溯')
    .version(version(), '-V, --version', '显示版本号')
    .helpOption('-h, --help', '显示用法')
    .helpCommand(false)
    .configureHelp(chineseHelp)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride()
    .addHelpText(
      'after',
      `
数据保存在 YUJUE_HOME（默认为当前文件夹下的 .yujue）；设置 DATABASE_URL 则使用指定的 PostgreSQL。
退出码：0 完成，1 被拒绝或未通过，2 用法有误。

示例：
  yujue load samples/gz-ybj-2020
  yujue report gz-2020-final --department gz-ybj --year 2020`,
    );
  for (const add of COMMANDS) add(program);
  return program;
}

const version = (): string =>
  (JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }).version;
