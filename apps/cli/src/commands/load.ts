import { LoadDataset } from '@yujue/application';
import { type Command } from 'commander';
import { catchUp, withHouse } from '../house';
import { print } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

/** `yujue load <folder>`: a dataset, whole or not at all; a second time changes nothing. */
export function addLoad(program: Command): void {
  program
    .command('load')
    .argument('<folder>', '数据集文件夹，其中有 dataset.yaml')
    .description('装载一个数据集：整体装载或不装载，重复装载不作改动')
    .addHelpText('after', '\n示例：\n  yujue load samples/gz-ybj-2020')
    .action(load);
}

async function load(folder: string): Promise<void> {
  const loaded = await withHouse(async (house) => {
    const result = await withProgress('装载', (progress) => house.commands.execute(new LoadDataset(folder, progress)));
    await catchUp(house);
    return result;
  });
  await print(
    loaded.alreadyLoaded
      ? `${loaded.dataset} 此前已装载，内容相同，未作任何改动。\n`
      : `已装载 ${loaded.dataset}（部门 ${loaded.department}，${loaded.fiscalYear} 年度）：${count(loaded.events)} 个事件，其中支付 ${count(loaded.payments)} 笔。\n`,
  );
}
