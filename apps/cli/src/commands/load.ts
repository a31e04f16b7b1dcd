import { type Command } from 'commander';
import { lazily } from '../lazily';

export function addLoad(program: Command): void {
  program
    .command('load')
    .argument('<folder>', '数据集文件夹，其中有 dataset.yaml')
    .description('装载一个数据集：整体装载或不装载；重复装载不作改动，添了内容的只登记新的')
    .addHelpText('after', '\n示例：\n  yujue load samples/gz-ybj-2020')
    .action(lazily(async () => (await import('../actions/load.js')).load));
}
