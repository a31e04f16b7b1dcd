import { type Command, Option } from 'commander';
import { lazily } from '../lazily';
import { TEXT_AND_JSON, formatOption } from '../options';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('数据所在、报表数据是否跟上账目、已装载的部门')
    .addOption(formatOption(TEXT_AND_JSON))
    .addOption(
      new Option(
        '--acknowledge',
        '确认事件库已回到较早的时刻（或已换库）：以本机用户名记入账目，此后不再提示',
      ).conflicts('format'),
    )
    .addHelpText('after', '\n示例：\n  yujue status\n  yujue status --format json\n  yujue status --acknowledge')
    .action(lazily(async () => (await import('../actions/status.js')).status));
}
