import { randomUUID } from 'node:crypto';
import { ALLOTMENTS, RegisteringOffice, allot, refusalOf, thisMoment } from './registering-office';

describe('项目随时可以登记', () => {
  let office: RegisteringOffice;
  beforeEach(async () => {
    office = await RegisteringOffice.start();
  });
  afterEach(() => office.close());

  describe('清单写到项目库没有的项目', () => {
    const row = (id: string, code: string, name: string, amount: string) =>
      `示财〔2020〕9号,2020-04-01,${id},900001,一般公共预算,2101506,30227,项目支出,${code},${name},${amount}`;

    it('编码、名称都有：随清单登记，预览写明；各项目之和等于合计', async () => {
      const lines = [ALLOTMENTS, row('X1', 'P7', '信息化建设', '4750.00'), row('X2', 'P7', '信息化建设', '1.00')];
      const seen = await office.preview('指标', ...lines);
      expect([seen.faultsTotal, seen.registers]).toEqual([0, ['新项目 P7 信息化建设']]);
      expect(await office.execution('project')).toEqual([
        [null, '合计', '59.00'],
        [null, '未列项目（基本支出等）', '59.00'],
      ]);

      await office.load('指标', ...lines);
      expect(await office.execution('project')).toEqual([
        [null, '合计', '59.48'],
        ['P7', '信息化建设', '0.48'],
        [null, '未列项目（基本支出等）', '59.00'],
      ]);
      expect(await office.load('指标', ...lines)).toMatchObject({ position: null, registers: [], rows: { fresh: 0 } });
    });

    it('编码和名称写在一格里，也一样', async () => {
      const { registers } = await office.preview(
        '指标',
        ALLOTMENTS.replace('项目编码,项目名称', '项目'),
        row('X1', 'P7 信息化建设', '', '1.00').replace(',,', ','),
        row('X2', '[P8]设备购置', '', '1.00').replace(',,', ','),
      );
      expect(registers).toEqual(['新项目 P7 信息化建设', '新项目 P8 设备购置']);
    });

    it('只有名称：拒绝，说明怎样登记；2021年… 是名称，不是编码 2021', async () => {
      const { details } = await refusalOf(office.load('指标', ALLOTMENTS, row('X1', '', '2021年信息化建设', '1.00')));
      expect(details).toEqual([
        '清单.csv 第 2 行 J 列：项目“2021年信息化建设”没有编码，项目库中也没有这个名称。请在“项目编码”列填写编码，连同名称一起登记；或先登记项目（清单种类：项目）。',
      ]);
    });

    it('编码已用于别的名称：拒绝，项目库里的和本表里的都核对', async () => {
      await office.register({ kind: 'project', content: { code: 'P7', name: '信息化建设' } });
      const { details } = await refusalOf(
        office.load(
          '指标',
          ALLOTMENTS,
          row('X1', 'P7', '设备购置', '1.00'),
          row('X2', 'P8', '甲', '1.00'),
          row('X3', 'P8', '乙', '1.00'),
          row('X4', 'P7', '信息化 建设', '1.00'),
        ),
      );
      expect(details).toEqual([
        expect.stringMatching(/第 2 行 J 列：项目 P7 登记为“信息化建设”，本行为“设备购置”。/),
        expect.stringMatching(/第 4 行 J 列：项目 P8 本表前面的行写作“甲”，本行为“乙”。/),
      ]);
    });

    it('只有编码：照登，提示其数列入未列项目', async () => {
      const { notes, faultsTotal } = await office.preview('指标', ALLOTMENTS, row('X1', 'P7', '', '1.00'));
      expect([faultsTotal, notes.map(({ message }) => message)]).toEqual([
        0,
        [expect.stringMatching(/^项目 P7 没有登记，本表也没有它的名称；其数在报表中列入“未列项目”。/)],
      ]);
    });

    it('有一行有误，项目也不登记', async () => {
      await refusalOf(
        office.load('指标', ALLOTMENTS, row('X1', 'P7', '信息化建设', '1.00'), row('X2', 'P8', '甲', '错')),
      );
      expect((await office.preview('指标', ALLOTMENTS, row('X1', 'P7', '信息化建设', '1.00'))).registers).toHaveLength(
        1,
      );
    });

    it('指标直接登记、项目从未登记的，未列项目一行可以追溯', async () => {
      await office.record(allot({ id: 'X1', projectCode: 'P9' }));
      expect(await office.execution('project')).toEqual([
        [null, '合计', '59.48'],
        [null, '未列项目（基本支出等）', '59.48'],
      ]);
    });
  });

  it('登记、更名；以前的名称按当时所知仍可见', async () => {
    await office.record(allot({ id: 'X1', projectCode: 'P7' }));
    await office.register({ kind: 'project', content: { code: 'P7', name: '信息化建设', goal: '按时上线' } });
    const before = await thisMoment();
    await office.register({ kind: 'project', content: { code: 'P7', name: '信息化运维' } });
    expect((await office.execution('project'))[1]).toEqual(['P7', '信息化运维', '0.48']);
    expect(await office.table('gz-2026-budget', '12')).toContainEqual([null, '信息化运维', '0.48']);
    expect(await office.table('gz-2026-budget', '12', before)).toContainEqual([null, '信息化建设', '0.48']);
  });

  it('同一命令重复提交只生效一次，编号用于别的内容时拒绝', async () => {
    const id = randomUUID();
    const first = await office.register({ kind: 'project', content: { code: 'P7', name: '甲' } }, id);
    expect(first).toMatchObject({ events: 1, repeated: false });
    expect(await office.register({ kind: 'project', content: { code: 'P7', name: '甲' } }, id)).toEqual({
      events: 0,
      position: first.position,
      repeated: true,
    });
    const other = await refusalOf(office.register({ kind: 'project', content: { code: 'P7', name: '乙' } }, id));
    expect(other).toMatchObject({ code: 'COMMAND_REUSED' });
    // Another user's correction stays, although the first command comes again.
    await office.register({ kind: 'project', content: { code: 'P7', name: '丙' } });
    await office.register({ kind: 'project', content: { code: 'P7', name: '甲' } }, id);
    await office.record(allot({ id: 'X1', projectCode: 'P7' }));
    expect((await office.execution('project'))[1]).toEqual(['P7', '丙', '0.48']);
  });

  it('上级项目须已登记，不能绕成圈', async () => {
    const child = { kind: 'project', content: { code: 'P71', name: '甲', parentCode: 'P7' } } as const;
    expect(await refusalOf(office.register(child))).toMatchObject({
      code: 'REGISTRATION_REFUSED',
      message: '项目 P71 的上级项目 P7 没有登记，请先登记或一并登记。',
    });
    await office.register({ kind: 'project', content: { code: 'P7', name: '乙' } });
    await office.register(child);
    const circle = office.register({ kind: 'project', content: { code: 'P7', name: '乙', parentCode: 'P71' } });
    expect((await refusalOf(circle)).message).toMatch(/又在它之下/);
  });
});
