import { type ExpectedTable } from '../expected/expected-table';
import { textRows } from '../source/source-row';
import { partList, readList } from './read-list';

const list = { title: '年度绩效指标', columns: ['一级指标', '二级指标', '三级指标', '目标值'], levels: 2 };
const table = { no: '12', title: '绩效目标表', plainTitle: '绩效目标表', list } as unknown as ExpectedTable;

/** The rows of a list below a table whose last line is 金额合计. */
const read = (text: string) => {
  const parted = partList(textRows(`金额合计 3 2 1 \n\n目标 1：做好工作。 \n\n年度绩效指标 \n\n${text}`), table);
  return readList(parted.list!, table, list);
};
const HEADER = '一级指标 二级指标 三级指标 目标值 \n\n';

describe('表下的清单，从文字读入', () => {
  it('清单之上的各行仍归本表；没有清单的文件都归本表', () => {
    const lines = textRows('金额合计 3 2 1\n年度绩效指标\n产出指标');
    expect(partList(lines, table)).toEqual({ table: lines.slice(0, 1), list: lines.slice(2) });
    const note = textRows('注：无。');
    expect(partList([...lines, ...note], table)).toEqual({ table: [lines[0], ...note], list: lines.slice(2) });
    expect(partList(lines.slice(0, 1), table)).toEqual({ table: lines.slice(0, 1), list: null });
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
