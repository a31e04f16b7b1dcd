import { type PlanContent, type PlanRegisterName, type RegisterEntryRecorded, registersStream } from '@yujue/ledger';
import { Projector } from '../projector/projector';
import {
  CENTRE,
  DEPARTMENT,
  HEAD_OFFICE,
  YEAR,
  centre,
  headOffice,
  opened,
  registered,
} from '../testing/facts-of-a-year';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel } from '../testing/test-read-model';
import { registerFacts } from '@yujue/facts';

const year = { department: DEPARTMENT, fiscalYear: YEAR };

const entry = <Name extends PlanRegisterName>(
  register: Name,
  entryNo: string,
  content: PlanContent<Name>,
  more: { readonly basis?: 'fitted' } = {},
): RegisterEntryRecorded => ({ type: 'RegisterEntryRecorded', data: { register, entryNo, content, ...more } });

/** 广州市医疗保险服务中心 2021 年预算 表13: 中央空调, 11.00 万元. */
const airConditioning: PlanContent<'procurementPlans'> = {
  expenditureKind: '公用经费',
  functionCode: null,
  projectCode: null,
  spending: '在职人员公用经费（参公事业编制）',
  fundNature: '一般公共预算',
  kind: '货物',
  item: '中央空调',
  catalogueName: '其他空调机',
  catalogueCode: 'A020618020399',
  quantity: '1',
  unitOfCount: '套',
  reservedFor: null,
  amount: '110000.00',
};
const transfer: PlanContent<'transferPlans'> = {
  projectCode: 'P1',
  fundNature: '政府性基金预算',
  district: '越秀',
  amount: '3.00',
};
const prior: PlanContent<'priorYear'> = {
  figure: '上年预算',
  fundNature: '一般公共预算',
  expenditureKind: '公用经费',
  functionCode: null,
  economicCode: '30217',
  projectCode: null,
  amount: '6800.00',
  source: '2022 年部门预算',
};

describe('台账登记成为报表的行', () => {
  let tables: TestReadModel;
  let log: TestLog;
  const ofUnit = (unit: string) => registersStream(unit, YEAR);

  const project = async (): Promise<void> => {
    const projector = new Projector({ store: log.store, url: tables.url });
    expect(await projector.catchUp()).toMatchObject({ behind: false, error: null });
    await projector.close();
  };

  beforeEach(async () => {
    tables = await createTestReadModel();
    log = new TestLog();
    await log.record(headOffice, opened());
    await log.record(centre, opened(CENTRE));
    await log.record(`department-${DEPARTMENT}-${YEAR}`, registered());
  });
  afterEach(() => tables.close());

  it('采购项目：要素、名称、类别、文字和金额', async () => {
    log.clock.moveTo('2020-02-01T00:00:00.000Z');
    const position = await log.record(ofUnit(CENTRE), entry('procurementPlans', '1', airConditioning));
    await project();
    const [found, ...others] = await tables.readModel.registerLines(year);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      position,
      eventType: 'RegisterEntryRecorded',
      measure: 'procurement',
      amount: 11_000_000,
      occurredOn: null,
      recordedAt: '2020-02-01T00:00:00.000Z',
      documentNo: '',
      reason: '在职人员公用经费（参公事业编制）',
      basis: null,
      actor: '测试',
    });
    expect(found!.line).toEqual({
      id: '政府采购预算:1',
      department: DEPARTMENT,
      unit: CENTRE,
      unitKind: '行政',
      fiscalYear: YEAR,
      fundNature: '一般公共预算',
      functionCode: null,
      economicCode: null,
      govEconomicCode: null,
      expenditureKind: '公用经费',
      projectCode: null,
      originYear: YEAR,
      paymentMode: null,
      nonTaxCategory: null,
      nonTaxAccount: null,
      entry: {
        register: 'procurements',
        entryNo: '1',
        name: '在职人员公用经费（参公事业编制）',
        category: '货物',
        texts: {
          支出项目名称: '在职人员公用经费（参公事业编制）',
          采购项目名称: '中央空调',
          品目名称: '其他空调机',
          品目编号: 'A020618020399',
          数量: '1',
          计量单位: '套',
        },
      },
    });
  });

  it('转移支付以项目的名称为行，以地区为类别；上年数以口径分为两种', async () => {
    const goal = { parentCode: null, category: '本级项目', goal: '' };
    await log.record(ofUnit(DEPARTMENT), {
      type: 'RegisterEntryRecorded',
      data: { register: 'projects', entryNo: 'P1', content: { code: 'P1', name: '医疗救助', ...goal } },
    });
    await log.record(
      ofUnit(HEAD_OFFICE),
      entry('transferPlans', '1', transfer),
      entry('transferPlans', '2', { ...transfer, projectCode: 'P9' }),
      entry('priorYear', '1', prior),
      entry('priorYear', '2', { ...prior, figure: '上年决算' }),
    );
    await project();
    const found = await tables.readModel.registerLines(year);
    expect(
      found.map(({ line, measure, documentNo }) => [line.entry!.name, line.entry!.category, measure, documentNo]),
    ).toEqual([
      ['医疗救助', '越秀', 'transferPlanned', ''],
      ['P9', '越秀', 'transferPlanned', ''],
      ['上年预算', null, 'priorBudget', '2022 年部门预算'],
      ['上年决算', null, 'priorActual', '2022 年部门预算'],
    ]);
    expect(registerFacts(found).map(({ amounts }) => amounts)).toEqual([
      { transferPlanned: 300 },
      { transferPlanned: 300 },
      { priorBudget: 680_000 },
      { priorActual: 680_000 },
    ]);
  });

  it('先按单位，再按人数数的编号次序：2 在 10 之前', async () => {
    await log.record(ofUnit(CENTRE), entry('procurementPlans', '1', airConditioning));
    const numbers = ['10', '9', '2'];
    await log.record(
      ofUnit(HEAD_OFFICE),
      ...numbers.map((number) => entry('procurementPlans', number, airConditioning)),
    );
    await project();
    const found = await tables.readModel.registerLines(year);
    expect(found.map(({ line }) => `${line.unit} ${line.entry!.entryNo}`)).toEqual(['U1 2', 'U1 9', 'U1 10', 'U2 1']);
  });

  it('改记以后：现在的数变了，当时已知的数不变', async () => {
    log.clock.moveTo('2020-02-01T00:00:00.000Z');
    const first = await log.record(ofUnit(CENTRE), entry('procurementPlans', '1', airConditioning));
    log.clock.moveTo('2020-03-01T00:00:00.000Z');
    await log.record(ofUnit(CENTRE), entry('procurementPlans', '1', { ...airConditioning, amount: '120000.00' }));
    await log.record(ofUnit(CENTRE), entry('procurementPlans', '2', airConditioning));
    await project();
    const amounts = async (knownAt?: string) =>
      (await tables.readModel.registerLines({ ...year, ...(knownAt && { knownAt }) })).map(({ amount }) => amount);
    expect(await amounts()).toEqual([12_000_000, 11_000_000]);
    expect(await amounts('2020-02-15T00:00:00Z')).toEqual([11_000_000]);
    expect(await amounts('2020-01-15T00:00:00Z')).toEqual([]);
    expect(await tables.readModel.registerLines({ ...year, upTo: first })).toMatchObject([{ amount: 11_000_000 }]);
    expect(await tables.readModel.registers([CENTRE], YEAR, 'procurementPlans', '2020-02-15T00:00:00Z')).toMatchObject([
      { entryNo: '1', content: { amount: '110000.00' } },
    ]);
  });

  it('拟合的登记带着标记，来源是公布的文件；账上的分录同样', async () => {
    const { data } = registered();
    const source = { file: 'gz-2021.txt', sha256: '0'.repeat(64) };
    await log.record(`department-${DEPARTMENT}-${YEAR}`, {
      type: 'DepartmentYearRegistered',
      data: { ...data, authority: '广州市医疗保障局', source },
    });
    await log.record(ofUnit(CENTRE), entry('procurementPlans', '1', airConditioning, { basis: 'fitted' }));
    const paper = { documentNo: '公布表', occurredOn: '2020-01-01', reason: '' };
    const line = { category: '罚没收入', account: '纳入预算管理', amount: '5.00' } as const;
    await log.record(
      headOffice,
      { type: 'NonTaxRevenueCollected', data: { ...paper, ...line, basis: 'fitted' } },
      { type: 'NonTaxRevenueCollected', data: { ...paper, ...line } },
    );
    await project();
    expect(await tables.readModel.registerLines(year)).toMatchObject([{ basis: 'fitted', documentNo: 'gz-2021.txt' }]);
    expect((await tables.readModel.entries(year)).map(({ basis }) => basis)).toEqual(['fitted', null]);
    expect(await tables.readModel.departmentYear(DEPARTMENT, YEAR)).toMatchObject({
      authority: '广州市医疗保障局',
      source,
    });
  });
});
