import { open } from 'node:fs/promises';
import { type Writable } from 'node:stream';
import { ExportLog } from '@yujue/application';
import { type Command } from 'commander';
import { withHouse } from '../house';
import { outOption } from '../options';
import { writeAtomically } from '../terminal/atomic-file';
import { note } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

interface ExportOptions {
  readonly out?: string;
}

/** `yujue export`: all events as NDJSON. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('导出全部事件（NDJSON），可导入到另一个库')
    .addOption(outOption())
    .addHelpText('after', '\n示例：\n  yujue export --out 账目.ndjson')
    .action(exportEvents);
}

async function exportEvents({ out }: ExportOptions): Promise<void> {
  if (out === undefined) {
    note(`已导出 ${count(await exportTo(process.stdout))} 个事件。`);
    return;
  }
  const { path, result } = await writeAtomically(out, async (draft) => {
    const file = await open(draft, 'w');
    return exportTo(file.createWriteStream({ flush: true }));
  });
  note(`已导出 ${count(result)} 个事件，写入 ${path}。`);
}

const exportTo = (output: Writable): Promise<number> =>
  withHouse(({ commands }) => withProgress('导出', (progress) => commands.execute(new ExportLog(output, progress))));
