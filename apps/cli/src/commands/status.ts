import { GetStatus, ListDepartments, type Status, sentenceOfStop } from '@yujue/application';
import { type Command } from 'commander';
import { withHouse } from '../house';
import { choiceOption } from '../options';
import { jsonText, print } from '../terminal/output';
import { count } from '../terminal/progress';

interface StatusOptions {
  readonly format: 'text' | 'json';
}

/** `yujue status`: where the data is, how far reports are behind the log, and what is loaded. Changes nothing. */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description('数据所在、报表数据是否跟上账目、已装载的部门')
    .addOption(choiceOption('--format <format>', '格式', ['text', 'json']))
    .addHelpText('after', '\n示例：\n  yujue status\n  yujue status --format json')
    .action(status);
}

async function status({ format }: StatusOptions): Promise<void> {
  const found = await withHouse(async ({ queries, configuration }) => ({
    ...(await queries.execute(new GetStatus())),
    address: withoutPassword(configuration.databaseUrl),
    eventStoreAddress: withoutPassword(configuration.eventStoreUrl),
    departments: await queries.execute(new ListDepartments()),
  }));
  await print(format === 'json' ? jsonText(found) : textOf(found));
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

function textOf({ home, address, eventStoreAddress, projection, departments }: FoundStatus): string {
  const lines = [
    `数据目录：${home}`,
    `数据库：${address ?? '内嵌 PostgreSQL'}`,
    `事件库：${eventStoreAddress ?? '上述数据库'}`,
    `账目：${headOf(projection)}`,
    `报表数据：${lagOf(projection)}`,
    ...projection.stopped.map((stop) => `停住：${sentenceOfStop(stop)}`),
    departments.length === 0 ? '已装载：无，请先运行 yujue load <folder>' : '已装载：',
    ...departments.map(
      ({ department, fiscalYear, title, editions }) =>
        `  ${department} ${fiscalYear} ${title}（版式 ${editions.join('、')}）`,
    ),
  ];
  return `${lines.join('\n')}\n`;
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
