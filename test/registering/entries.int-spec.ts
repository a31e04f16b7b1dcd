import { type Registration } from '@yujue/application';
import { RegisteringOffice, refusalOf } from './registering-office';

describe('台账随时可以登记', () => {
  let office: RegisteringOffice;
  beforeEach(async () => {
    office = await RegisteringOffice.start();
  });
  afterEach(() => office.close());

  const statement = { key: '办公用房', value: '1200', unit: '平方米', asOf: null, source: '台账' };
  const entry = (register: 'statements' | 'procurementPlans', owner: string, content: object) =>
    ({ kind: 'entry', register, owner, entryNo: '1', content }) as Registration;

  it('引用的项目、单位须已登记；说明数不能计两次', async () => {
    expect((await refusalOf(office.register(entry('statements', '999999', statement)))).message).toMatch(
      /不是示例局的单位/,
    );
    await office.register(entry('statements', '900001', statement));
    await office.register(entry('statements', '900001', { ...statement, value: '1300' }));
    expect((await refusalOf(office.register(entry('statements', 'small', statement)))).message).toMatch(/不能两者都有/);
  });
});
