import { formatYuan } from '@yujue/money';
import { wan } from '../amounts';
import { type Row } from '../csv';

/** Columns of 上年决算.csv. */
export const COMPARATIVE_COLUMNS = ['指标口径', '金额', '来源'] as const;

const SOURCE = '2020 年部门决算：本年数减本年增减额';

/** 2019 in 万元: the document's 2020 figure less the change that it states. */
const YEAR_2019: Readonly<Record<string, string>> = {
  '收入/一般公共预算': '502010.70',
  '收入/政府性基金预算': '1714.00',
  '收入/国有资本经营预算': '0',
  '收入/上级补助收入': '0',
  '收入/事业收入': '0',
  '收入/事业单位经营收入': '0',
  '收入/附属单位上缴收入': '0',
  '收入/其他收入': '70066.23',
  '支出/基本支出': '16160.93',
  '支出/项目支出': '557028.00',
  '支出/上缴上级支出': '0',
  '支出/经营支出': '0',
  '支出/对附属单位补助支出': '0',
  机关运行经费: '1531.54',
};

/** 上年决算.csv. */
export const comparativeRows = (): Row<(typeof COMPARATIVE_COLUMNS)[number]>[] =>
  Object.entries(YEAR_2019).map(([指标口径, wanYuan]) => ({
    指标口径,
    金额: formatYuan(wan(wanYuan)),
    来源: SOURCE,
  }));
