import { open } from 'node:fs/promises';
import { type Writable } from 'node:stream';
import { ExportLog } from '@yujue/application';
import { withApplication } from '../with-application';
import { writeAtomically } from '../terminal/atomic-file';
import { note } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

interface ExportOptions {
  readonly out?: string;
}

/** `yujue export`: all events as NDJSON. */
export async function exportEvents({ out }: ExportOptions): Promise<void> {
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
  withApplication(({ commands }) =>
    withProgress('导出', (progress) => commands.execute(new ExportLog(output, progress))),
  );
