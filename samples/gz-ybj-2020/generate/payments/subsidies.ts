import { subtract } from '@yujue/money';
import { yuan } from '../amounts';
import { months, workingDay } from '../calendar';
import { type SampleLine } from '../lines';
import { randomFor } from '../random';
import { type Portion, type Slot, TEN_THOUSAND_YUAN, YUAN } from './schedule';

const RESIDENTS_FUND = '城乡居民基本医疗保险基金财政专户';
const EMPLOYEES_FUND = '职工基本医疗保险基金财政专户';
const AID_FUND = '医疗救助基金财政专户';

/** 市本级 money for the residents' insurance that was paid by 30 June: 73.04% of the year, printed as 73%. */
const OWN_LEVEL_BY_JUNE = yuan('1797455968.00');

const OWN_LEVEL = '310002-2101202-31302-P0101';

/** How the large subsidies are paid; when and to whom is illustrative. */
const SUBSIDIES: Readonly<Record<string, (line: SampleLine) => Portion[]>> = {
  [OWN_LEVEL]: (line) => [
    instalments(line, '居民医保市本级补助', RESIDENTS_FUND, at(12, months(3, 6)), OWN_LEVEL_BY_JUNE),
    // The last two months draw on the supplement of the end of October.
    {
      amount: subtract(line.spent, OWN_LEVEL_BY_JUNE),
      grain: TEN_THOUSAND_YUAN,
      slots: months(7, 12).map((month) => slot(month, 12, '居民医保市本级补助', RESIDENTS_FUND, month > 10 ? 190 : 70)),
    },
  ],
  '310002-2101202-31302-P0102': (line) => [
    instalments(line, '居民医保中央补助第一批', RESIDENTS_FUND, at(8, [4, 5]), yuan('885600000.00')),
    instalments(line, '居民医保中央补助第二批', RESIDENTS_FUND, at(8, [9]), yuan('242860000.00')),
  ],
  '310002-2101202-31302-P0103': (line) => [instalments(line, '居民医保省级补助', RESIDENTS_FUND, at(9, [7, 8]))],
  '310002-2101202-31302-P0104': (line) => [instalments(line, '省属学校学生参保补助', RESIDENTS_FUND, at(6, [10]))],
  '310002-2101201-31302-P0105': (line) => [instalments(line, '社申退休人员补助', EMPLOYEES_FUND, at(10, [4, 7, 10]))],
  '310002-2101101-31302-P0106': (line) => [
    instalments(line, '行政单位医疗补助', EMPLOYEES_FUND, at(14, months(3, 12))),
  ],
  '310002-2101101-30307-P03': (line) => [
    instalments(line, '离休干部医疗费结算', '离休干部医疗费结算户', at(15, months(3, 12))),
  ],
  '310003-2101301-30307-P0201': (line) => [instalments(line, '拨专项医疗救助金', AID_FUND, at(11, [3, 5, 8, 10]))],
  '310003-2101301-30307-P0202': (line) => [instalments(line, '拨基本医疗救助金', AID_FUND, at(13, months(3, 12)))],
  '310003-2101550-30227-P0203': (line) => [
    instalments(line, '医疗救助购买服务费', '示例人寿保险股份有限公司', at(10, [5, 11])),
  ],
  '310003-2101301-30307-P0204': (line) => [instalments(line, '拨中央和省补助资金', AID_FUND, at(7, [4, 6]))],
  '310003-2296013-30307-P0204': (line) => [instalments(line, '拨彩票公益金补助', AID_FUND, at(7, [4, 6]))],
  '310003-2101301-30307-P0205': (line) => [instalments(line, '拨中央补助资金', AID_FUND, at(3, [8]))],
  '310003-2296013-30307-P0205': (line) => [instalments(line, '拨彩票公益金补助', AID_FUND, at(3, [8, 9]))],
};

/** The payments of a large subsidy; null where a line is not one. */
export const subsidies = (line: SampleLine): Portion[] | null => SUBSIDIES[line.id]?.(line) ?? null;

type Day = readonly [month: number, nth: number];

const at = (nth: number, of: readonly number[]): Day[] => of.map((month) => [month, nth]);

const slot = (month: number, nth: number, summary: string, payee: string, weight: number): Slot => ({
  date: workingDay(month, nth),
  payee,
  summary: `${month}月${summary}`,
  weight,
});

function instalments(
  line: SampleLine,
  summary: string,
  payee: string,
  days: readonly Day[],
  amount = line.spent,
): Portion {
  const draw = randomFor(line.id);
  return {
    amount,
    grain: YUAN,
    slots: days.map(([month, nth]) => slot(month, nth, summary, payee, draw(900, 1100))),
  };
}
