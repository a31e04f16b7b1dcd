import { LoadDataset, type Loaded } from '@yujue/application';
import { type Command } from 'commander';
import { catchUp, withHouse } from '../house';
import { print } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

/** `yujue load <folder>`: a dataset, whole or not at all; a second time changes nothing, and one that has grown adds what is new. */
export function addLoad(program: Command): void {
  program
    .command('load')
    .argument('<folder>', '数据集文件夹，其中有 dataset.yaml')
    .description('装载一个数据集：整体装载或不装载；重复装载不作改动，添了内容的只登记新的')
    .addHelpText('after', '\n示例：\n  yujue load samples/gz-ybj-2020')
    .action(load);
}

async function load(folder: string): Promise<void> {
  const loaded = await withHouse(async (house) => {
    const result = await withProgress('装载', (progress) => house.commands.execute(new LoadDataset(folder, progress)));
    await catchUp(house);
    return result;
  });
  await print(`${sentenceOf(loaded)}\n`);
}

function sentenceOf({ dataset, department, fiscalYear, events, payments, rowsKept, alreadyLoaded }: Loaded): string {
  if (alreadyLoaded) return `${dataset} 此前已装载，内容相同，未作任何改动。`;
  const kept = rowsKept === 0 ? '' : `此前已有的 ${count(rowsKept)} 行相同，未改动。`;
  return `已装载 ${dataset}（部门 ${department}，${fiscalYear} 年度）：${count(events)} 个事件，其中支付 ${count(payments)} 笔。${kept}`;
}
