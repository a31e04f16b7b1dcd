import { type Command } from 'commander';
import { lazily } from '../lazily';

export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description('从账目重建报表数据，与现用数据比较后换用；有差异时退出码为 1')
    .addHelpText('after', '\n重建期间可以照常使用。\n\n示例：\n  yujue rebuild')
    .action(lazily(async () => (await import('../actions/rebuild.js')).rebuild));
}
