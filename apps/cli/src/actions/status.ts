import { userInfo } from 'node:os';
import {
  AcknowledgeLogBreak,
  GetStatus,
  ListDepartments,
  type LogBreakReport,
  type Status,
  factsOfBreak,
  timeInChina,
} from '@yujue/application';
import { sentenceOfStop } from '@yujue/facts';
import { withApplication } from '../with-application';
import { asTyped } from '../invocation';
import { jsonText, print } from '../terminal/output';
import { count } from '../terminal/progress';

interface StatusOptions {
  readonly format: 'text' | 'json';
  readonly acknowledge?: true;
}

/**
 * `yujue status`: where the data is, how far reports are behind the log, what is loaded, and whether the log went back.
 * Changes nothing, except with --acknowledge.
 */
export async function status({ format, acknowledge }: StatusOptions): Promise<void> {
  if (acknowledge) return acknowledgeLogBreak();
  const found = await withApplication(async ({ queries, configuration }) => ({
    ...(await queries.execute(new GetStatus())),
    address: withoutPassword(configuration.databaseUrl),
    eventStoreAddress: withoutPassword(configuration.eventStoreUrl),
    departments: await queries.execute(new ListDepartments()),
  }));
  await print(format === 'json' ? jsonText(found) : asTyped(textOf(found)));
}

interface FoundStatus extends Status {
  /** The given database without its password; null for the embedded one. */
  readonly address: string | null;
  /** The given EventStoreDB without its password; null when the database holds the log. */
  readonly eventStoreAddress: string | null;
  readonly departments: readonly {
    department: string;
    fiscalYear: number;
    title: string;
    editions: readonly string[];
  }[];
}

/** By its text, since an address of EventStoreDB may name several hosts, which is no URL. */
const withoutPassword = (address: string | undefined): string | null =>
  address?.replace(/^([^/]*\/\/[^/@:]*):[^@/]*@/, '$1@') ?? null;

function textOf({ home, address, eventStoreAddress, projection, logBreak, departments }: FoundStatus): string {
  const lines = [
    `数据目录：${home}`,
    `数据库：${address ?? '内嵌 PostgreSQL'}`,
    `事件库：${eventStoreAddress ?? '上述数据库'}`,
    `账目：${headOf(projection)}`,
    `报表数据：${lagOf(projection)}`,
    ...(logBreak ? [...linesOfBreak(logBreak), '  核实、补登后运行 yujue status --acknowledge 确认。'] : []),
    ...projection.stopped.map((stop) => `停住：${sentenceOfStop(stop)}`),
    departments.length === 0 ? '已装载：无，请先运行 yujue load <folder>' : '已装载：',
    ...departments.map(
      ({ department, fiscalYear, title, editions }) =>
        `  ${department} ${fiscalYear} ${title}（版式 ${editions.join('、')}）`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Further ones are only counted; `--format json` lists all. */
const MISSING_SHOWN_MAX = 100;

function linesOfBreak({ lost, to, missing }: LogBreakReport): string[] {
  const more = missing.length - MISSING_SHOWN_MAX;
  return [
    factsOfBreak({ lost, to }),
    missing.length === 0
      ? '  最近办结的命令都在现在的事件库里，或没有记下。'
      : `  最近办结、而现在的事件库里没有的命令 ${count(missing.length)} 个，请核实后补登（用原来的命令编号重发是安全的）：`,
    ...missing
      .slice(0, MISSING_SHOWN_MAX)
      .map(
        ({ answeredAt, stream, commandId, eventType }) =>
          `    ${timeInChina(answeredAt)} ${stream} ${eventType} ${commandId}`,
      ),
    ...(more > 0 ? [`    另有 ${count(more)} 个，见 yujue status --format json。`] : []),
  ];
}

async function acknowledgeLogBreak(): Promise<void> {
  const acknowledged = await withApplication(({ commands }) =>
    commands.execute(new AcknowledgeLogBreak(userInfo().username)),
  );
  if (!acknowledged) return print('事件库里有此前登记的全部事件，没有要确认的。\n');
  await print(`${linesOfBreak(acknowledged).join('\n')}\n已确认，并已记入账目。\n`);
}

function headOf({ head, error }: Status['projection']): string {
  if (head !== null) return `最后位置 ${head}`;
  return error === null ? '尚无事件' : '没有读到事件';
}

function lagOf({ behind, events, position, error }: Status['projection']): string {
  const covered = `已含 ${count(events)} 个事件${position === null ? '' : `，至位置 ${position}`}`;
  if (error !== null) return `${covered}；停止更新：${error}`;
  return behind ? `${covered}；落后于账目，出报表时自动跟上` : `${covered}；与账目一致`;
}
