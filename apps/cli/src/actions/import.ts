import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Readable } from 'node:stream';
import { CatchUp, ImportLog, RebuildReadModel } from '@yujue/application';
import { type Application, catchUp, withApplication } from '../with-application';
import { explainingFileErrors } from '../terminal/atomic-file';
import { print } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

/** `yujue import`: the events of an export, into an empty store or one that holds their beginning. */
export async function importEvents(file: string | undefined): Promise<void> {
  if (file === undefined) return importFrom(process.stdin);
  const path = resolve(file);
  return explainingFileErrors('读取', path, async () => {
    const handle = await open(path);
    return importFrom(handle.createReadStream());
  });
}

async function importFrom(input: Readable): Promise<void> {
  const { present, imported } = await withApplication(async (application) => {
    const result = await withProgress('导入', (progress) =>
      application.commands.execute(new ImportLog(input, progress)),
    );
    await bringReportsAlong(application);
    return result;
  }, 'create');
  const before = present > 0 ? `，另有 ${count(present)} 个此前已在库中` : '';
  await print(`已导入 ${count(imported)} 个事件${before}。\n`);
}

/** Reports that were made from the store which the log came from do not fit this one, though they say the same. */
async function bringReportsAlong(application: Application): Promise<void> {
  const { commands } = application;
  const { error } = await commands.execute(new CatchUp());
  if (error !== null) await withProgress('重建', (progress) => commands.execute(new RebuildReadModel(progress)));
  await catchUp(application);
}
