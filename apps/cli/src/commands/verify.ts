import { VerifyLog } from '@yujue/application';
import { type Command } from 'commander';
import { Failure } from '../failure';
import { withHouse } from '../house';
import { verifyFile } from './verify-file';
import { print } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

/** `yujue verify`: whether every recorded event still is what was recorded. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('核对账目的校验链与封存，或核对一个导出的报表文件；发现改动时退出码为 1')
    .option('--file <file>', '核对该文件是否仍是账目所说：xlsx、docx、html、json、csv、ofdp')
    .addHelpText('after', '\n示例：\n  yujue verify\n  yujue verify --file 决算.xlsx')
    .action(({ file }: { readonly file?: string }) => (file === undefined ? verify() : verifyFile(file)));
}

async function verify(): Promise<void> {
  const { eventsChecked, streamsChecked, lastSeal, fault } = await withHouse(({ commands }) =>
    withProgress('核对', (progress) => commands.execute(new VerifyLog(progress))),
  );
  if (fault) throw new Failure(`账目被改动过。${fault.message}`);
  await print(`已核对 ${count(eventsChecked)} 个事件、${count(streamsChecked)} 条事件流，未发现改动。\n`);
  // On paper, the seal proves later that nothing was cut off the end.
  if (lastSeal)
    await print(`最近封存至第 ${count(lastSeal.toOrdinal)} 号事件，封存值 ${lastSeal.hash}，可抄存备查。\n`);
}
