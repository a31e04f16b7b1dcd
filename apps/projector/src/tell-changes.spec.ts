import { tellChanges } from './tell-changes';

type Look = Parameters<typeof tellChanges>[0];
type Standing = Awaited<ReturnType<Look>>;

const level: Standing = {
  position: null,
  head: null,
  behind: false,
  events: 0,
  error: null,
  stopped: [],
  logBreak: null,
  reopened: 0,
  updatedAt: '2020-12-31T00:00:00.000Z',
};

/** Lets the worker look once at each standing, and then stops it. */
async function told(...standings: Standing[]): Promise<string[]> {
  const lines: string[] = [];
  const stopping = new AbortController();
  const look = () => {
    const next = standings.shift();
    if (standings.length === 0) stopping.abort();
    return Promise.resolve(next ?? level);
  };
  await tellChanges(look, (line) => lines.push(line), stopping.signal, 1);
  return lines;
}

describe('投影进程的话', () => {
  it('只在情形变化时说一次', async () =>
    expect(await told({ ...level, behind: true, events: 10 }, { ...level, behind: true, events: 20 }, level)).toEqual([
      '报表数据正在跟上账目，已含 10 个事件。',
      '报表数据与账目一致，已含 0 个事件。',
    ]));

  it('有事件流停住时说明是哪些、为什么，只说一次', async () => {
    const stop = {
      stream: 'budget-310002-2020',
      position: '00000000000000000007' as const,
      revision: 3,
      eventType: 'BudgetTeleported',
      reason: '无法识别的事件。',
      cause: '',
      eventsHeld: 2,
      since: '2020-12-31T00:00:00.000Z',
    };
    const stopped = [{ ...stop, position: stop.position as never }];
    expect(await told({ ...level, stopped }, { ...level, stopped, events: 9 })).toEqual([
      '报表数据已跟上账目，但不全：310002 2020 年度账目停在位置 00000000000000000007，budget-310002-2020 第 3 号事件 BudgetTeleported 之前，有 2 个事件没有汇入：无法识别的事件。',
    ]);
  });

  it('事件库回到较早的时刻时先说这个，只说一次', async () => {
    const logBreak = '数据不全：事件库回到了较早的时刻';
    expect(await told({ ...level, logBreak }, { ...level, logBreak, events: 9 })).toEqual([logBreak]);
  });

  it('停止更新时说明原因', async () =>
    expect(await told({ ...level, behind: true, error: '投影停在位置 7 之前' })).toEqual([
      '报表数据停止更新：投影停在位置 7 之前',
    ]));
});
