import { Command } from 'commander';
import { addCheck } from './commands/check';
import { addCompletion } from './commands/completion';
import { addExecution } from './commands/execution';
import { addExport } from './commands/export';
import { addHelp } from './commands/help';
import { addImport } from './commands/import';
import { addIntake } from './commands/intake';
import { addList } from './commands/list';
import { addLoad } from './commands/load';
import { addNarrative } from './commands/narrative';
import { addRebuild } from './commands/rebuild';
import { addReport } from './commands/report';
import { addStatus } from './commands/status';
import { addTrace } from './commands/trace';
import { addVerify } from './commands/verify';
import { asTyped } from './invocation';
import { chineseHelp } from './terminal/chinese';
import { showsColour } from './terminal/colour';
import { version } from './version';

/** In the order in which `yujue --help` lists them. */
const COMMANDS = [
  addLoad,
  addIntake,
  addList,
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
  addHelp,
  addCompletion,
];

const printHelp = (text: string): void => void process.stdout.write(asTyped(text));
const showsColoursOut = (): boolean => showsColour(process.stdout);

/**
 * The `yujue` command line: what it accepts. What a command does is loaded when it is called, so nothing here may import
 * the application. Errors are thrown; nothing is printed about them here.
 */
export function createProgram(): Command {
  const program = new Command('yujue')
    .description('预决：部门预算执行的登记、报表与追溯')
    .version(version(), '-V, --version', '显示版本号')
    .helpOption('-h, --help', '显示用法')
    .helpCommand(false)
    .configureHelp(chineseHelp)
    .configureOutput({
      writeOut: printHelp,
      // Here commander writes the help of a command that was left out: bare `yujue` asks for it.
      writeErr: printHelp,
      outputError: () => undefined,
      getOutHasColors: showsColoursOut,
      getErrHasColors: showsColoursOut,
    })
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
