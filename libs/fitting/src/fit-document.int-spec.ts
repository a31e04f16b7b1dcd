import { fillEdition, toTableJson } from '@yujue/reporting';
import { type FitProgress, type FitResult, fitDocument } from './fit-document';
import { profileOf } from './profiles';
import {
  type PublishedEdition,
  figureAt,
  fitInputOf,
  knownProfiles,
  positionOf,
  withFigure,
} from './testing/documents';
import { DOCUMENTS } from '@yujue/reporting/testing';

const fits = new Map<PublishedEdition, Promise<FitResult>>();

/** The fit of a document as published. It takes seconds, so that all tests of a document share it. */
function fitOf(name: PublishedEdition): Promise<FitResult> {
  const fit = fits.get(name) ?? fitDocument(fitInputOf(name));
  fits.set(name, fit);
  return fit;
}

describe.each(DOCUMENTS.map(({ edition }) => edition))('拟合 %s', (name) => {
  const input = fitInputOf(name);
  let fit: FitResult;
  beforeAll(async () => {
    fit = await fitOf(name);
  });

  it('印出的每个数都由以分为单位的指标汇总、舍入一次得出', () => {
    const filled = fillEdition(input.edition, { ...input, facts: fit.facts, directory: fit.directory }).tables;
    const figures = filled.map((table) => ({
      no: table.no,
      rows: toTableJson(table).rows.map(({ values }) => values),
    }));
    expect(figures).toEqual(
      input.document.tables.map(({ no, rows }) => ({ no, rows: rows.map(({ values }) => values) })),
    );
  });

  it('没有矛盾，也没有读不懂的数', () => {
    expect(fit).toMatchObject({ contradictions: [], unexplained: [], mismatches: [] });
  });

  it('金额都是正的整数分', () => {
    const amounts = fit.facts.flatMap(({ amounts: each }) => Object.values(each));
    expect(amounts.length).toBeGreaterThan(20);
    expect(amounts.filter((amount) => !Number.isSafeInteger(amount) || amount <= 0)).toEqual([]);
  });
});

describe('拟合的指标', () => {
  it('同一份文件两次拟合，结果相同', async () => {
    const first = await fitOf('qy-2025-budget');
    const second = await fitDocument(fitInputOf('qy-2025-budget'));
    expect(second.facts).toEqual(first.facts);
  });

  it('决算的每一行收支平衡：上年结转 + 收入 = 支出 + 结余分配 + 上缴结余 + 结转下年', async () => {
    const { facts } = await fitOf('gz-2020-final');
    const of = (amounts: FitResult['facts'][number]['amounts'], ...measures: (keyof typeof amounts)[]) =>
      measures.reduce((total, measure) => total + (amounts[measure] ?? 0), 0);
    expect(facts.length).toBeGreaterThan(20);
    for (const { amounts } of facts) {
      const into = of(amounts, 'broughtForward', 'received');
      expect(of(amounts, 'disbursed', 'allocated', 'surrendered', 'carriedForward')).toBe(into);
      expect(of(amounts, 'appropriated', 'supplemented', 'broughtForward')).toBeGreaterThanOrEqual(into);
    }
  });

  it('两处金额相同的，优先看作同一笔钱（清远 2025 表 3、表 12 的 600.00）', async () => {
    const { facts, projects } = await fitOf('qy-2025-budget');
    const reimbursement = projects.find(({ name }) => name === '副厅及以上干部和离休干部医疗费用报销')!;
    const functions = facts
      .filter(({ line }) => line.projectCode === reimbursement.code)
      .map(({ line }) => line.functionCode);
    // 表 12 该项目 600.00；表 3 其他行政事业单位医疗支出（2101199）600.00。
    expect(new Set(functions)).toEqual(new Set(['2101199']));
  });

  it('进度先后为列出指标、求解、核对', async () => {
    const phases: FitProgress['phase'][] = [];
    await fitDocument(fitInputOf('sz-2023-unit-budget'), ({ phase }) => phases.push(phase));
    expect(phases).toEqual(['列出指标', '求解', '核对']);
  });
});

describe('不认识的部门', () => {
  it('单位取自各表列出的单位，并说明作了哪些假定', async () => {
    const input = fitInputOf('gz-2026-budget');
    const profile = profileOf(input.document.publisher, []);
    const {
      assumptions,
      contradictions,
      mismatches,
      profile: found,
    } = await fitDocument({
      ...input,
      profile: { ...profile, units: [{ code: '310001', name: profile.name, kind: '参公' }] },
    });
    expect(found.units.map(({ name }) => name)).toEqual([
      '广州市医疗保障局',
      '广州市医疗保险服务中心',
      '广州市医疗救助服务中心',
    ]);
    expect(assumptions).toHaveLength(2);
    // 行政经费 203,158.49 在服务中心；把它当事业单位，就只有这一个数对不上。
    expect(contradictions.flatMap(({ culprits }) => culprits).map(({ place }) => place.row)).toContain('行政经费');
    expect(new Set(mismatches.map(({ place }) => place.table))).toEqual(new Set(['8']));
  });
});

describe('预算单位的编码', () => {
  it('没有文字依据时，两个不认识的部门也不共用一个编码，否则年度账会混在一起', async () => {
    const input = fitInputOf('qy-2025-budget');
    const codesOf = async (publisher: string) => {
      const { profile } = await fitDocument({ ...input, profile: profileOf(publisher, []) });
      return profile.units.map(({ code }) => code);
    };
    const [one, other] = [await codesOf('甲市医疗保障局'), await codesOf('乙市医疗保障局')];
    expect(new Set([...one, ...other]).size).toBe(one.length + other.length);
  });

  it('不认识的单位，取表中印在它旁边的编码', async () => {
    const input = fitInputOf('gz-2021-unit-budget');
    const { publisher } = input.document;
    const { authority } = input.profile;
    const { profile, mismatches } = await fitDocument({
      ...input,
      profile: { ...profileOf(publisher, []), authority },
    });
    // 2021 年部门预算表 8：310002 广州市医疗保险服务中心。
    expect(profile.units).toEqual([{ code: '310002', name: publisher, kind: '参公' }]);
    expect(mismatches).toEqual([]);
  });

  it('已知的单位各有各的编码', () => {
    const units = knownProfiles().flatMap((profile) => profile.units);
    const names = new Set(units.map(({ name }) => name));
    expect(new Set(units.map(({ code }) => code)).size).toBe(names.size);
  });
});

describe('缺了表的文件', () => {
  it('矛盾太多时，说出没有读到的表，多半就是它们造成的', async () => {
    const input = fitInputOf('qy-2025-budget');
    const message = '没有找到表12。请确认文件是完整的。';
    const problem = { table: '12', place: { line: 1 }, text: '', message };
    const tables = input.document.tables.map((table) => ({ ...table, rows: table.rows.slice(0, 3) }));
    const document = { ...input.document, tables, problems: [problem] };
    await expect(fitDocument({ ...input, document })).rejects.toMatchObject({
      code: 'TOO_MANY_CONTRADICTIONS',
      message: expect.stringContaining(message) as string,
    });
  });
});

describe('自相矛盾的文件', () => {
  it('点出矛盾的那一个数、应为多少、其他数允许的范围，其余照样拟合', async () => {
    const input = fitInputOf('gz-2020-final');
    // 2020 年部门决算表 5：2101506 医疗保障经办事务，项目支出 3,259.59。
    const at = positionOf(input.document, '5', '2101506', '项目支出');
    expect(figureAt(input.document, at)).toBe('3259.59');
    const { contradictions, mismatches } = await fitDocument({
      ...input,
      document: withFigure(input.document, at, '3259.95'),
    });
    expect(contradictions).toHaveLength(1);
    expect(contradictions[0]!.culprits).toMatchObject([
      {
        place: { table: '5', code: '2101506', column: '项目支出' },
        printed: '3259.95',
        least: '3259.59',
        most: '3259.59',
      },
    ]);
    expect(mismatches).toMatchObject([
      { place: { table: '5', rowIndex: at.rowIndex }, printed: '3259.95', filled: '3259.59' },
    ]);
  });

  it('同一个数印两处，末位相差一，也是矛盾：舍入区间的一端不属于它', async () => {
    const input = fitInputOf('gz-2026-budget');
    // 2026 年部门预算表 3、表 5：2080501 行政单位离退休，合计都是 229.66。
    const at = positionOf(input.document, '5', '2080501', '一般公共预算支出/小计');
    expect(figureAt(input.document, at)).toBe('229.66');
    const { contradictions } = await fitDocument({ ...input, document: withFigure(input.document, at, '229.67') });
    expect(contradictions).toHaveLength(1);
    expect(
      contradictions[0]!.culprits.map(({ place, expected }) => [place.table, place.code, expected]),
    ).toContainEqual(['5', '2080501', '229.66']);
  });

  it('有数而没有任何指标能列入的，单独就是矛盾，应为零', async () => {
    const input = fitInputOf('sz-2023-unit-budget');
    // 2023 年单位预算表 11 国有资本经营预算支出全为零，表 1 国有资本经营预算拨款也是零。
    const at = positionOf(input.document, '11', '深圳市医疗保障局', '项目支出');
    expect(figureAt(input.document, at)).toBe('0');
    const { contradictions } = await fitDocument({ ...input, document: withFigure(input.document, at, '5') });
    expect(contradictions).toHaveLength(1);
    expect(contradictions[0]!.culprits).toMatchObject([
      { place: { table: '11' }, printed: '5', expected: '0', least: '0', most: '0' },
    ]);
  });

  it('应有数而印了零的，也点得出来', async () => {
    const input = fitInputOf('sz-2023-unit-budget');
    // 2023 年单位预算表 9：2023 年公务用车运行维护费 7。
    const at = positionOf(input.document, '9', '2023年', '公务用车购置及运行维护费/公务用车运行维护费');
    expect(figureAt(input.document, at)).toBe('7');
    const { contradictions } = await fitDocument({ ...input, document: withFigure(input.document, at, '0') });
    expect(contradictions).toHaveLength(1);
    expect(contradictions[0]!.culprits.map(({ place, expected }) => [place.table, place.row, expected])).toContainEqual(
      ['9', '2023年', '7'],
    );
  });

  it('两处错误分两处点出，各有应为的数', async () => {
    const input = fitInputOf('qy-2025-budget');
    // 2025 年部门预算表 4 一般公共预算 27,716.69；表 12 医疗救助工作经费总计 14.40。
    const one = positionOf(input.document, '4', '一般公共预算', '预算');
    const other = positionOf(input.document, '12', '医疗救助工作经费', '总计');
    expect([figureAt(input.document, one), figureAt(input.document, other)]).toEqual(['27716.69', '14.40']);
    const document = withFigure(withFigure(input.document, one, '27776.69'), other, '19.40');
    const { contradictions } = await fitDocument({ ...input, document });
    const named = contradictions.map(({ culprits }) =>
      culprits.map(({ place, expected }) => [place.table, place.row, expected]),
    );
    expect(named).toHaveLength(2);
    expect(named.flat()).toEqual(
      expect.arrayContaining([
        ['4', '一般公共预算', '27716.69'],
        ['12', '医疗救助工作经费', '14.40'],
      ]),
    );
  });

  it('科目表没有的科目，列为读不懂的数', async () => {
    const input = fitInputOf('gz-2020-final');
    const { document } = input;
    const unknown = document.tables.map((table) =>
      table.no !== '5'
        ? table
        : {
            ...table,
            rows: table.rows.map((row) =>
              row.code === '2101550' ? { ...row, code: '2101777', name: '不明科目' } : row,
            ),
          },
    );
    const { unexplained } = await fitDocument({ ...input, document: { ...document, tables: unknown } });
    expect(unexplained.map(({ table, code }) => [table, code])).toEqual([
      ['5', '2101777'],
      ['5', '2101777'],
      ['5', '2101777'],
    ]);
  });
});
