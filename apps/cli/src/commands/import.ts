import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Readable } from 'node:stream';
import { CatchUp, ImportLog, RebuildReadModel } from '@yujue/application';
import { type Command } from 'commander';
import { type House, catchUp, withHouse } from '../house';
import { explainingFileErrors } from '../terminal/atomic-file';
import { print } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

/** `yujue import [file]`: the events of an export, into an empty store or one that holds their beginning. */
export function addImport(program: Command): void {
  program
    .command('import')
    .argument('[file]', '导出的文件，不写则从标准输入读取')
    .description('导入另一个库导出的全部事件；中断后可再次导入，不会重复')
    .addHelpText('after', '\n示例：\n  yujue import 账目.ndjson')
    .action(importEvents);
}

async function importEvents(file: string | undefined): Promise<void> {
  if (file === undefined) return importFrom(process.stdin);
  const path = resolve(file);
  return explainingFileErrors('读取', path, async () => {
    const handle = await open(path);
    return importFrom(handle.createReadStream());
  });
}

async function importFrom(input: Readable): Promise<void> {
  const { present, imported } = await withHouse(async (house) => {
    const result = await withProgress('导入', (progress) => house.commands.execute(new ImportLog(input, progress)));
    await bringReportsAlong(house);
    return result;
  });
  const before = present > 0 ? `，另有 ${count(present)} 个此前已在库中` : '';
  await print(`已导入 ${count(imported)} 个事件${before}。\n`);
}

/** Reports that were made from the store which the log came from do not fit this one, though they say the same. */
async function bringReportsAlong(house: House): Promise<void> {
  const { commands } = house;
  const { error } = await commands.execute(new CatchUp());
  if (error !== null) await withProgress('重建', (progress) => commands.execute(new RebuildReadModel(progress)));
  await catchUp(house);
}
