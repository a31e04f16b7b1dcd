import { CatchUp, RebuildReadModel } from '@yujue/application';
import { sentenceOfStop } from '@yujue/facts';
import { Failure } from '../failure';
import { withApplication } from '../with-application';
import { print } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

/** `yujue rebuild`: the read model made anew from the log, compared with the one in use, and put in its place. */
export async function rebuild(): Promise<void> {
  const { events, differences, stopDifferences, stopped, replacedAnotherLog } = await withApplication(
    async ({ commands }) => {
      // A rebuild goes as far as the tables in use have come.
      await commands.execute(new CatchUp());
      return withProgress('重建', (progress) => commands.execute(new RebuildReadModel(progress)));
    },
  );
  const notes = [
    ...stopDifferences.map(({ stream, live, rebuilt }) =>
      rebuilt === null ? `${stream} 原来停住（${live}），现已全部汇入。\n` : `${stream} 停住的位置与原来不同。\n`,
    ),
    ...stopped.map((stop) => `停住：${sentenceOfStop(stop)}\n`),
  ];
  await print(notes.join(''));
  if (replacedAnotherLog) return print(`原报表数据来自另一个事件库，已按当前事件库重建：${count(events)} 个事件。\n`);
  if (differences.length === 0)
    return print(
      `已重建：${count(events)} 个事件，${stopDifferences.length === 0 ? '与原数据完全一致' : '其余与原数据完全一致'}。\n`,
    );
  const lines = differences.map(
    ({ table, key, live, rebuilt }) =>
      `${table} ${JSON.stringify(key)}：原为 ${JSON.stringify(live)}，重建为 ${JSON.stringify(rebuilt)}\n`,
  );
  await print(lines.join(''));
  throw new Failure(`已重建并换用新数据，但与原数据有差异（列出 ${lines.length} 处）。请核查原数据为何不同。`);
}
