import { randomUUID } from 'node:crypto';
import { RecordCommand } from '@yujue/application';
import { RegisteringOffice, allot, refusalOf, thisMoment } from './registering-office';

describe('单位随时可以登记', () => {
  let office: RegisteringOffice;
  beforeEach(async () => {
    office = await RegisteringOffice.start();
  });
  afterEach(() => office.close());

  const unit = { kind: 'unit', code: '900003', name: '新设中心', unitKind: '事业' } as const;

  it('登记即开账，计入部门汇总', async () => {
    await office.register(unit);
    expect(await office.record(allot({ id: 'C1' }, '900003'))).toMatchObject({ revision: 1 });
    expect((await office.execution('unit')).at(-1)).toEqual(['900003', '新设中心', '0.48']);
    expect((await office.execution('unit'))[0]).toEqual([null, '合计', '59.48']);
    expect(await office.register(unit)).toMatchObject({ events: 0, repeated: true });
  });

  it('更名以新的为准，按当时所知仍是旧名；性质不能改', async () => {
    await office.register(unit);
    await office.record(allot({ id: 'C1' }, '900003'));
    const before = await thisMoment();
    await office.register({ ...unit, name: '服务中心', unitKind: null });
    const later = await thisMoment();
    await office.register({ ...unit, name: '保障中心' });
    expect((await office.execution('unit')).at(-1)).toEqual(['900003', '保障中心', '0.48']);
    expect((await office.table('gz-2026-budget', '2')).at(-1)).toEqual([null, '保障中心', '0.48']);
    expect((await office.table('gz-2026-budget', '2', later)).at(-1)).toEqual([null, '服务中心', '0.48']);
    expect((await office.table('gz-2026-budget', '2', before)).at(-1)).toEqual([null, '新设中心', '0.48']);
    expect((await refusalOf(office.register({ ...unit, unitKind: '行政' }))).message).toBe(
      '单位 900003 已按事业单位开账，本年度不能改为行政。请核对。',
    );
  });

  it('已由命令开账、不在部门名录的，登记后计入汇总；别的部门的单位拒绝', async () => {
    const open = (code: string, department: string) =>
      office.application.commands.execute(
        new RecordCommand(
          { unit: code, fiscalYear: 2020 },
          {
            type: 'openFiscalYear',
            data: {
              unit: { code, name: '中心', kind: '事业' },
              department: { code: department, name: '某局' },
              fiscalYear: 2020,
              occurredOn: '2020-01-01',
            },
          },
          { commandId: randomUUID(), actor: '测试' },
        ),
      );
    await open('900003', 'small');
    await open('900004', 'other');
    await office.register(unit);
    await office.record(allot({ id: 'C1' }, '900003'));
    expect((await office.execution('unit')).at(-1)).toEqual(['900003', '新设中心', '0.48']);
    const foreign = await refusalOf(office.register({ ...unit, code: '900004' }));
    expect(foreign.message).toMatch(/已在部门 other 某局 开账/);
  });

  it('两人同时登记两个单位，两个都在', async () => {
    await Promise.all(['900003', '900004', '900005'].map((code) => office.register({ ...unit, code })));
    for (const code of ['900003', '900004', '900005']) await office.record(allot({ id: `C${code}` }, code));
    const units = (await office.execution('unit')).map(([code]) => code);
    expect(units.slice(-3).toSorted()).toEqual(['900003', '900004', '900005']);
  });
});
