import { type ExpectedTable } from '../expected/expected-table';
import { htmlRows } from '@yujue/office-files';
import { type SourceRow, sourceRows, textRows } from '../source/source-row';
import { partLists, readTableList } from './read-table-list';

const goals = { title: '年度总体目标', columns: ['目标'], levels: 0 };
const targets = { title: '年度绩效指标', columns: ['一级指标', '二级指标', '三级指标', '目标值'], levels: 2 };
const table = {
  no: '12',
  title: '绩效目标表',
  plainTitle: '绩效目标表',
  lists: [goals, targets],
} as unknown as ExpectedTable;

/** The list of 绩效指标 below a table whose last line is 金额合计. */
const read = (text: string) => {
  const { lists } = partLists(textRows(`金额合计 3 2 1 \n\n年度绩效指标 \n\n${text}`), table);
  return readTableList(lists[0]!.lines, table, targets);
};
const HEADER = '一级指标 二级指标 三级指标 目标值 \n\n';

describe('表下的清单，从文字读入', () => {
  it('清单之上的各行仍归本表；没有清单的文件都归本表', () => {
    const lines = textRows('金额合计 3 2 1\n年度总体目标\n目标1：做好工作。\n年度绩效指标\n产出指标');
    const lists = [
      { list: goals, lines: lines.slice(2, 3) },
      { list: targets, lines: lines.slice(4) },
    ];
    expect(partLists(lines, table)).toEqual({ table: lines.slice(0, 1), lists });
    const note = textRows('注：无。');
    expect(partLists([...lines, ...note], table)).toEqual({ table: [lines[0], ...note], lists });
    expect(partLists([lines[0]!, ...lines.slice(3)], table).lists).toEqual(lists.slice(1));
    expect(partLists(lines.slice(0, 1), table)).toEqual({ table: lines.slice(0, 1), lists: [] });
  });

  it('级别只在变的时候印，每一行都读作有；单独一个是二级', () =>
    expect(
      read(
        `${HEADER}产出指标 数量指标 \n\n业务量 ≥15 万宗 \n\n设备数 178 台 \n\n质量指标 \n\n准确率 100% \n\n效益指标 社会效益指标 使用率   ≥90% \n`,
      ).list.rows,
    ).toEqual([
      ['产出指标', '数量指标', '业务量', '≥15万宗'],
      ['产出指标', '数量指标', '设备数', '178台'],
      ['产出指标', '质量指标', '准确率', '100%'],
      ['效益指标', '社会效益指标', '使用率', '≥90%'],
    ]));

  it('名称、目标值断成几行的，接起来', () =>
    expect(
      read(
        `${HEADER}产出指标 数量指标 \n\n医疗机构药品采购\n\n服务家数 \n≥70 家 \n\n设备配置及时性  \n及时（2023 年 12 月\n\n31 日前投入使用） \n`,
      ).list.rows,
    ).toEqual([
      ['产出指标', '数量指标', '医疗机构药品采购服务家数', '≥70家'],
      ['产出指标', '数量指标', '设备配置及时性', '及时（2023年12月31日前投入使用）'],
    ]));

  it('每页重印的题目、部门、表头和页码不是指标', () =>
    expect(
      read(
        `${HEADER}产出指标 数量指标 业务量 15 宗 \n\n表 12 \n\n绩效目标表 \n\n部门名称：某局 单位：万元 \n\n${HEADER}设备数 178 台 \n\n- 12 - \n`,
      ).list.rows.map(([, , name]) => name),
    ).toEqual(['业务量', '设备数']));

  it('缺目标值的行照样读入，并报出来', () => {
    const { problems } = read(`${HEADER}产出指标 数量指标 业务量 15 宗 \n\n设备数 \n`);
    expect(problems).toMatchObject([{ table: '12', text: '设备数' }]);
    expect(problems[0]!.message).toBe('“年度绩效指标”的这一行缺“目标值”。请对照原文补上后重新读入。');
  });
});

describe('表下的清单，从各栏分开的文件读入', () => {
  it('依表头的位置取各栏；合并的级别只印一次', () =>
    expect(
      read(
        '一级指标\t二级指标\t三级指标\t\t目标值\n产出指标\t数量指标\t业务量\t\t≥15万宗\n\t\t设备数\t\t178台\n\t质量指标\t准确率\t\t100%',
      ).list.rows,
    ).toEqual([
      ['产出指标', '数量指标', '业务量', '≥15万宗'],
      ['产出指标', '数量指标', '设备数', '178台'],
      ['产出指标', '质量指标', '准确率', '100%'],
    ]));
});

describe('年度总体目标，一句一行', () => {
  const goalsIn = (rows: readonly SourceRow[]) => {
    const { lists } = partLists(rows, table);
    return readTableList(lists[0]!.lines, table, goals).list.rows.map(([goal]) => goal);
  };

  it('以“目标 N：”开始，断成几行的接起来，页上重印的不算', () =>
    expect(
      goalsIn(
        textRows(
          '年度总体目标 \n\n目标 1：按时办结各项\n\n业务，达到目标的 90%。 \n\n- 12 - \n\n表 12 \n\n目标 2：推广 Open \nData；\n\n定期公开。 \n\n年度绩效指标 \n',
        ),
      ),
    ).toEqual(['目标1：按时办结各项业务，达到目标的90%。', '目标2：推广Open Data；定期公开。']));

  it('各在一格，或都在一格里', () => {
    const page = (...cells: string[]) =>
      goalsIn(
        sourceRows(
          htmlRows(
            `<table><tr><td colspan="6">年度总体目标</td></tr>${cells
              .map((cell) => `<tr><td colspan="6">${cell}</td></tr>`)
              .join('')}<tr><td colspan="6">年度绩效指标</td></tr></table>`,
          ),
        ),
      );
    const both = ['目标1：按时办结。', '目标2：定期公开。'];
    expect(page(...both)).toEqual(both);
    expect(page(both.join('<br>'))).toEqual(both);
  });

  it('没有编号的是一句', () =>
    expect(goalsIn(textRows('年度总体目标\n按时办结各项\n业务。'))).toEqual(['按时办结各项业务。']));
});
