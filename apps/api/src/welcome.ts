import { type CommandBus, type QueryBus } from '@nestjs/cqrs';
import {
  type Configuration,
  type Following,
  GetExecution,
  ListDepartments,
  LoadDataset,
  projectRoot,
  UserError,
} from '@yujue/application';
import { renderExecutionText } from '@yujue/reporting';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { monthToShow } from './pages/month-to-show';

/** The year that a fresh start shows, so that there is something to look at. */
const SAMPLE = 'samples/gz-ybj-2020';
/** The year is loaded in seconds; a read model that is rebuilt meanwhile may take longer. */
const READ_MODEL_WAIT_MS = 60_000;

/** The server already answers requests, so a short outage of the database must not end it. Loading again changes nothing. */
const ATTEMPTS_MAX = 10;
const AGAIN_AFTER_MS = 1_000;

/** Calls `show`, and repeats it when it fails, as when the database was away meanwhile. */
export async function welcome(...parameters: Parameters<typeof show>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await show(...parameters);
    } catch (error) {
      if (error instanceof UserError || attempt === ATTEMPTS_MAX) throw error;
      await sleep(AGAIN_AFTER_MS);
    }
  }
}

/** Loads the sample year into an empty ledger, except in an office's own installation, and prints the execution of what is loaded. */
async function show(
  commands: CommandBus,
  queries: QueryBus,
  following: Following,
  { isProduction }: Configuration,
  say: (line: string) => void,
): Promise<void> {
  await untilReportsAreCurrent(following, say);
  // Asked of the reports and not of the log: a first load that was killed half-way is taken up again.
  const isEmpty = (await queries.execute(new ListDepartments())).length === 0;
  if (isEmpty && isProduction) {
    say('账中尚无数据。请用 yujue load <文件夹> 装载本部门的数据集。');
  } else if (isEmpty) {
    say('账中尚无数据，正在装载示例年度（广州市医疗保障局 2020）……');
    const loaded = await commands.execute(new LoadDataset(join(projectRoot(), SAMPLE)));
    say(`已装载 ${loaded.events} 个事件，其中支付 ${loaded.payments} 笔。`);
    await untilReportsAreCurrent(following, say);
  }
  for (const { department, fiscalYear, title } of await queries.execute(new ListDepartments())) {
    const { report } = await queries.execute(
      new GetExecution({ department, fiscalYear, month: monthToShow(fiscalYear, new Date()), by: 'unit' }),
    );
    say(title);
    say(renderExecutionText(report));
  }
}

async function untilReportsAreCurrent(following: Following, say: (line: string) => void): Promise<void> {
  const { head } = await following.status();
  if (head !== null && !(await following.waitFor(head, READ_MODEL_WAIT_MS))) say('报表数据仍在更新，稍候刷新即可。');
}
