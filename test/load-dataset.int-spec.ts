import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { InMemoryEventStore, InMemorySnapshotStore } from '@yujue/event-store';
import { type LedgerCommand, type LedgerEvent, Refusal, fold, readEvent } from '@yujue/ledger';
import { v4 as uuid } from 'uuid';
import { Catalogues } from '../libs/application/src/configuration/catalogues';
import { loadDataset } from '../libs/application/src/datasets/load-dataset';
import { readDataset } from '../libs/application/src/datasets/read-dataset';
import { type UserError } from '../libs/application/src/user-error';
import { UnitYears } from '../libs/application/src/recording/unit-year/unit-years';
import { OneByOneStore, contentOf } from './support/one-by-one-store';
import { SMALL_FILES, writeDataset } from './support/small-dataset';

type Changes = Readonly<Record<string, string | null>>;

let catalogues: Catalogues;
beforeAll(async () => {
  catalogues = await Catalogues.read(mkdtempSync(join(tmpdir(), 'yujue-home-')));
});

const STATEMENTS = `编号,预算单位,指标口径,数值,单位,截止日期,来源
1,small,房屋面积,100,平方米,,台账
`;
const PROJECTS = `项目编码,项目名称,上级项目编码,项目类别,绩效目标
P1,一号项目,,一般,
`;

function office(store = new InMemoryEventStore()) {
  const unitYears = new UnitYears(store, new InMemorySnapshotStore(), catalogues);
  const load = async (changes: Changes = {}, progress: (done: number, total: number) => void = () => undefined) =>
    loadDataset(store, catalogues, readDataset(await writeDataset(changes)), progress);
  const clashes = async (changes: Changes): Promise<readonly string[]> => {
    const refused = await load(changes).catch((error: UserError) => error);
    expect(refused).toMatchObject({ code: 'DATASET_CLASHES', kind: 'conflict' });
    return (refused as UserError).details;
  };
  const record = async (unit: string, command: object, fiscalYear = 2020) => {
    const envelope = { commandId: uuid(), actor: '张三' };
    const outcome = await unitYears.record({ unit, fiscalYear }, command as LedgerCommand, envelope);
    if (outcome instanceof Refusal) throw new Error(outcome.message);
  };
  return { store, load, clashes, record };
}

async function balancesOf(store: InMemoryEventStore) {
  const streams = Object.entries(await contentOf(store)).filter(([stream]) => stream.startsWith('budget-'));
  return streams
    .map(([stream, events]) => {
      const year = fold(
        events.map((event) => readEvent<LedgerEvent>({ ...event, version: versionOf(event) } as never)),
      );
      const lines = [...year.lines].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return [stream, lines, [...year.payments.keys()].toSorted(), year.closedThrough, year.closed] as const;
    })
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Events as they are written now; only these two have had another version. */
const versionOf = ({ type }: { type: string }): number =>
  ['BudgetSupplemented', 'DisbursementMade'].includes(type) ? 2 : 1;

const withRow = (file: string, row: string): Changes => ({ [file]: SMALL_FILES[file] + row });
const withoutRow = (file: string, start: string): Changes => ({
  [file]: SMALL_FILES[file]!.split('\n')
    .filter((row) => !row.startsWith(start))
    .join('\n'),
});
const replaced = (file: string, from: string, to: string): Changes => ({
  [file]: SMALL_FILES[file]!.replace(from, to),
});
const closing = (how: string) => replaced('dataset.yaml', 'closing: none', `closing: ${how}`);

const foreignOpening = {
  type: 'openFiscalYear',
  data: {
    unit: { code: '900002', name: '别的中心', kind: '事业' },
    department: { code: 'small', name: '示例局' },
    fiscalYear: 2020,
    occurredOn: '2020-01-01',
  },
};

describe('装载：整个装载或完全不装载', () => {
  it('第二个单位被拒绝（别的程序已写入）：第一个单位什么都没有，改好的文件夹照常装载', async () => {
    const { store, load, clashes, record } = office();
    await record('900002', foreignOpening);
    const before = await contentOf(store);
    expect(await clashes({})).toEqual([
      'dataset.yaml 第 1 行：年度开账 预算单位 900002，单位名称此前登记为“别的中心”，本行为“示例中心”。',
    ]);
    expect(await contentOf(store)).toEqual(before);
    const corrected = replaced('dataset.yaml', 'name: 示例中心', 'name: 别的中心');
    expect(await load(corrected)).toMatchObject({ alreadyLoaded: false });
    expect(Object.keys(await contentOf(store)).toSorted()).toEqual([
      'budget-900001-2020',
      'budget-900002-2020',
      'department-small-2020',
    ]);
  });

  it('装载中途别的程序写入第二个单位：一起重来，先装的部分不会留下', async () => {
    const { store, load, record } = office();
    const appendTogether = store.appendTogether.bind(store);
    let isFirst = true;
    jest.spyOn(store, 'appendTogether').mockImplementation(async (...asked) => {
      if (isFirst && asked[0].length > 1) {
        isFirst = false;
        jest.restoreAllMocks();
        await record('900002', foreignOpening);
      }
      return appendTogether(...asked);
    });
    await expect(load()).rejects.toMatchObject({ code: 'DATASET_CLASHES' });
    expect(Object.keys(await contentOf(store)).toSorted()).toEqual(['budget-900002-2020', 'department-small-2020']);
  });

  it('中断（Ctrl-C）：什么都没有；再装载照常', async () => {
    const { store, load } = office();
    const interrupted = new Error('interrupted');
    const onProgress = (done: number) => {
      if (done > 5) throw interrupted;
    };
    await expect(load({}, onProgress)).rejects.toBe(interrupted);
    expect(await store.head()).toBeNull();
    expect(await load()).toMatchObject({ alreadyLoaded: false, rowsKept: 0 });
  });

  it('两个程序同时装载同一文件夹：装载一次', async () => {
    const store = new InMemoryEventStore();
    const outcomes = await Promise.all([office(store).load(), office(store).load()]);
    expect(outcomes.map(({ alreadyLoaded }) => alreadyLoaded).toSorted()).toEqual([false, true]);
  });
});

describe('不能一次写入多个单位的事件库（EventStoreDB）', () => {
  it('在任何一步被杀，同一命令补完，与一次装载的相同', async () => {
    const whole = office(new OneByOneStore());
    await whole.load();
    const expected = await contentOf(whole.store);
    const steps = Object.keys(expected).length;
    for (let left = 0; left < steps; left++) {
      const store = new OneByOneStore();
      const { load } = office(store);
      store.left = left;
      await expect(load()).rejects.toThrow('killed');
      store.left = Infinity;
      expect(await load()).toMatchObject({ alreadyLoaded: false });
      expect(await contentOf(store)).toEqual(expected);
      expect(await load()).toMatchObject({ alreadyLoaded: true });
    }
  });

  it('中途被杀后文件改了：已登记而不同的行，指明文件、行和两边的数', async () => {
    const store = new OneByOneStore();
    const { load, clashes } = office(store);
    store.left = 1;
    await expect(load()).rejects.toThrow('killed');
    store.left = Infinity;
    expect(await clashes(replaced('年初预算.csv', '10000.00', '10000.01'))).toEqual([
      '年初预算.csv 第 2 行：年初预算 文号 示财〔2020〕1号、指标编号 A1，金额此前登记为“10000.00”，本行为“10000.01”。',
    ]);
    // What was not yet recorded may still change.
    expect(await load(replaced('年初预算.csv', '80000.00', '90000.00'))).toMatchObject({ alreadyLoaded: false });
  });
});

describe.each([
  ['能一次写入多个单位的库', () => new InMemoryEventStore()],
  ['只能逐个单位写入的库', () => new OneByOneStore()],
])('再装载同一年度，%s', (_what, newStore) => {
  it('内容相同：什么都不变', async () => {
    const { store, load } = office(newStore());
    await load(closing('6'));
    const before = await contentOf(store);
    const again = await load(closing('6'));
    expect(again).toMatchObject({ alreadyLoaded: true, events: 0 });
    expect(again.position).not.toBe('');
    expect(await contentOf(store)).toEqual(before);
  });

  it('添了说明数、项目、上年决算：只登记新的，余额不动', async () => {
    const { store, load } = office(newStore());
    await load({ '说明数.csv': STATEMENTS });
    const before = await balancesOf(store);
    const more = await load({
      '说明数.csv': `${STATEMENTS}2,small,车位,3,个,,台账\n`,
      '项目.csv': PROJECTS,
      '上年决算.csv': '指标口径,金额,来源\n收入/一般公共预算,1.00,上年决算\n',
    });
    expect(more).toMatchObject({ alreadyLoaded: false, events: 3, payments: 0, rowsKept: 9 });
    expect(await balancesOf(store)).toEqual(before);
  });

  it('添了指标、支付、单位和版式：原来的行不动，新的接着登记', async () => {
    const { store, load } = office(newStore());
    await load();
    const grown = {
      'dataset.yaml': SMALL_FILES['dataset.yaml']!.replace(
        'editions:',
        "  - { code: '900003', name: 示例站, kind: 事业 }\neditions:",
      ).replace('[gz-2020-final]', '[gz-2020-final, sh-standard-final]'),
      ...withRow('指标.csv', 'C1,900003,一般公共预算,2101501,30201,公用经费,,2020,国库集中支付\n'),
      ...withRow('年初预算.csv', '示财〔2020〕1号,2020-01-10,C1,5.00,年初批复\n'),
      ...withRow('支付.csv', 'Z4,P4,2020-04-01,A1,1.00,示例店,另一笔\n'),
    };
    expect(await load(grown)).toMatchObject({ alreadyLoaded: false, payments: 1 });
    const { 'department-small-2020': department } = await contentOf(store);
    expect(department!.at(-1)).toMatchObject({
      data: { units: ['900001', '900002', '900003'], editions: ['gz-2020-final', 'sh-standard-final'] },
    });
    expect(await load(grown)).toMatchObject({ alreadyLoaded: true });
  });

  it('同一文号添了一行：只登记这一行', async () => {
    const { store, load } = office(newStore());
    await load({ ...withoutRow('年初预算.csv', '示财〔2020〕1号,2020-01-10,A2'), ...withoutRow('支付.csv', 'Z2') });
    expect(await load()).toMatchObject({ alreadyLoaded: false, payments: 1, events: 2 });
    const { 'budget-900001-2020': events } = await contentOf(store);
    expect(events!.filter(({ type }) => type === 'BudgetAppropriated')).toMatchObject([
      { data: { lines: [{ lineId: 'A1' }] } },
      { data: { lines: [{ lineId: 'A2', amount: '500000.00' }] } },
    ]);
  });

  it('接着月结、年结；新添的行在已结月份：拒绝，指明行', async () => {
    const { load } = office(newStore());
    await load();
    expect(await load(closing('3'))).toMatchObject({ alreadyLoaded: false, events: 6 });
    await expect(
      load({ ...closing('3'), ...withRow('支付.csv', 'Z4,P4,2020-03-31,A1,1.00,示例店,晚到\n') }),
    ).rejects.toMatchObject({
      code: 'DATASET_INVALID',
      details: [expect.stringMatching(/^支付\.csv 第 5 行：2020 年 3 月已月结/)],
    });
    expect(await load({ ...closing('3'), ...withRow('支付.csv', 'Z4,P4,2020-04-01,A1,1.00,示例店,\n') })).toMatchObject(
      {
        payments: 1,
      },
    );
  });

  it.each<[string, Changes, string]>([
    [
      '支付的金额',
      replaced('支付.csv', '1200.50', '1200.51'),
      '支付.csv 第 2 行：支付 支付编号 Z1，金额此前登记为“1200.50”，本行为“1200.51”。',
    ],
    [
      '支付的日期和收款人',
      replaced('支付.csv', '2020-02-05,A1,1200.50,示例文具店', '2020-02-06,A1,1200.50,别的店'),
      '支付.csv 第 2 行：支付 支付编号 Z1，日期此前登记为“2020-02-05”，本行为“2020-02-06”；收款人此前登记为“示例文具店”，本行为“别的店”。',
    ],
    [
      '文件第二行的批复',
      replaced('年初预算.csv', '500000.00', '500001.00'),
      '年初预算.csv 第 3 行：年初预算 文号 示财〔2020〕1号、指标编号 A2，金额此前登记为“500000.00”，本行为“500001.00”。',
    ],
    [
      '指标的要素',
      replaced('指标.csv', 'A1,900001,一般公共预算,2101501', 'A1,900001,一般公共预算,2101506'),
      '指标.csv 第 2 行：指标编号 A1，支出功能分类此前登记为“2101501”，本行为“2101506”。',
    ],
    [
      '少了一笔支付',
      withoutRow('支付.csv', 'Z2'),
      '支付.csv：此前装载的支付 支付编号 Z2（支付编号 Z2，单据号 P2，日期 2020-03-05，摘要 服务费首付，指标编号 A2，金额 200000.00，收款人 示例公司）已不在文件夹中。',
    ],
    [
      '换了支付编号，不会付两次',
      replaced('支付.csv', 'Z2,', 'Z9,'),
      '支付.csv：此前装载的支付 支付编号 Z2（支付编号 Z2，单据号 P2，日期 2020-03-05，摘要 服务费首付，指标编号 A2，金额 200000.00，收款人 示例公司）已不在文件夹中。',
    ],
    [
      '部门的名称',
      replaced('dataset.yaml', 'title: 示例局 2020 年度', 'title: 别的'),
      'dataset.yaml 第 1 行：标题此前登记为“示例局 2020 年度”，本行为“别的”。',
    ],
    [
      '说明数',
      { '说明数.csv': STATEMENTS.replace('100', '101') },
      '说明数.csv 第 2 行：编号 1，数值此前登记为“100”，本行为“101”。',
    ],
  ])('改了已登记的（%s）：指明文件、行和两边的数，什么都不写', async (_case, changes, sentence) => {
    const { store, load, clashes } = office(newStore());
    await load({ '说明数.csv': STATEMENTS });
    const before = await contentOf(store);
    expect(await clashes({ '说明数.csv': STATEMENTS, ...changes })).toEqual([sentence]);
    expect(await contentOf(store)).toEqual(before);
  });

  it('别处登记的（清单、接口）：相同的略过，不相干的并存', async () => {
    const { load, record, store } = office(newStore());
    await load();
    const pay = (paymentId: string, amount: string) => ({
      type: 'disburse',
      data: {
        documentNo: 'P9',
        occurredOn: '2020-04-01',
        reason: '窗口',
        lineId: 'A1',
        amount,
        paymentId,
        payee: '某',
      },
    });
    await record('900001', pay('Z4', '1.00'));
    await record('900001', pay('Z5', '2.00'));
    expect(await load(withRow('支付.csv', 'Z4,P4,2020-04-01,A1,1.00,示例店,同一笔\n'))).toMatchObject({
      alreadyLoaded: true,
    });
    const { 'budget-900001-2020': events } = await contentOf(store);
    expect(events!.filter(({ type }) => type === 'DisbursementMade')).toHaveLength(4);
  });

  it('任意一部分行先装载，再装载全部：余额与一次装载的相同', async () => {
    const payments = Array.from({ length: 12 }, (_, i) => `N${i},P${i},2020-0${4 + (i % 5)}-01,A1,${i + 1}.00,店,\n`);
    const all = { '支付.csv': SMALL_FILES['支付.csv'] + payments.join(''), '项目.csv': PROJECTS };
    const whole = office(newStore());
    await whole.load(all);
    const expected = await balancesOf(whole.store);
    await fc.assert(
      fc.asyncProperty(fc.subarray(payments), fc.subarray(payments), fc.boolean(), async (first, more, planned) => {
        const { store, load } = office(newStore());
        const folder = (rows: readonly string[]) => ({
          '支付.csv': SMALL_FILES['支付.csv'] + rows.join(''),
          ...(planned && { '项目.csv': PROJECTS }),
        });
        await load(folder(first));
        await load(folder(payments.filter((row) => first.includes(row) || more.includes(row))));
        await load(all);
        expect(await balancesOf(store)).toEqual(expected);
        expect(await load(all)).toMatchObject({ alreadyLoaded: true });
      }),
      { numRuns: 30 },
    );
  });
});
