import { LoadDataset, type Loaded, datasetFolder } from '@yujue/application';
import { catchUp, withApplication } from '../with-application';
import { print } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

/** `yujue load`: a dataset, whole or not at all; a second time changes nothing, and one that has grown adds what is new. */
export async function load(folder: string): Promise<void> {
  // Looked for first, so that a mistyped folder creates no database.
  const root = datasetFolder(folder);
  const loaded = await withApplication(async (application) => {
    const result = await withProgress('装载', (progress) =>
      application.commands.execute(new LoadDataset(root, progress)),
    );
    await catchUp(application);
    return result;
  }, 'create');
  await print(`${sentenceOf(loaded)}\n`);
}

function sentenceOf({ dataset, department, fiscalYear, events, payments, rowsKept, alreadyLoaded }: Loaded): string {
  if (alreadyLoaded) return `${dataset} 此前已装载，内容相同，未作任何改动。`;
  const kept = rowsKept === 0 ? '' : `此前已有的 ${count(rowsKept)} 行相同，未改动。`;
  return `已装载 ${dataset}（部门 ${department}，${fiscalYear} 年度）：${count(events)} 个事件，其中支付 ${count(payments)} 笔。${kept}`;
}
