import { VerifyLog } from '@yujue/application';
import { Failure } from '../failure';
import { withApplication } from '../with-application';
import { print } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

/** `yujue verify`: whether every recorded event still is what was recorded. */
export async function verify(): Promise<void> {
  const { eventsChecked, streamsChecked, lastSeal, fault } = await withApplication(({ commands }) =>
    withProgress('核对', (progress) => commands.execute(new VerifyLog(progress))),
  );
  if (fault) throw new Failure(`账目被改动过。${fault.message}`);
  await print(`已核对 ${count(eventsChecked)} 个事件、${count(streamsChecked)} 条事件流，未发现改动。\n`);
  // On paper, the seal proves later that nothing was cut off the end.
  if (lastSeal)
    await print(`最近封存至第 ${count(lastSeal.toOrdinal)} 号事件，封存值 ${lastSeal.hash}，可抄存备查。\n`);
}
