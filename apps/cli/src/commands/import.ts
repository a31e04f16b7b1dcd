import { type Command } from 'commander';
import { lazily } from '../lazily';

export function addImport(program: Command): void {
  program
    .command('import')
    .argument('[file]', '导出的文件，不写则从标准输入读取')
    .description('导入另一个库导出的全部事件；中断后可再次导入，不会重复')
    .addHelpText('after', '\n示例：\n  yujue import 账目.ndjson')
    .action(lazily(async () => (await import('../actions/import.js')).importEvents));
}
