import { type Command } from 'commander';
import { lazily } from '../lazily';
import { outOption } from '../options';

export function addExport(program: Command): void {
  program
    .command('export')
    .description('导出全部事件（NDJSON），可导入到另一个库')
    .addOption(outOption())
    .addHelpText('after', '\n示例：\n  yujue export --out 账目.ndjson')
    .action(lazily(async () => (await import('../actions/export.js')).exportEvents));
}
