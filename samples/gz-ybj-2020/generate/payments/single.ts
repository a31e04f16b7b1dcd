import { yuan } from '../amounts';
import { workingDaysLater } from '../calendar';
import { type SampleLine } from '../lines';
import { receptionCosts } from '../registers/receptions';
import { FEN, type Portion } from './schedule';

/** Lines that are paid in a few payments of known size; null where a line is not one. */
export function single(line: SampleLine): Portion[] | null {
  if (line.economicCode === '30217') return receptions(line);
  if (line.economicCode === '30304') return DEATH_BENEFITS;
  return line.economicCode === '31013' ? VEHICLE : null;
}

const SETTLED_AFTER_WORKING_DAYS = 6;

/** Each reception of the register is settled with the restaurant a week later. */
const receptions = (line: SampleLine): Portion[] =>
  receptionCosts(line.unit).map(({ date, amount, purpose }) =>
    only(amount, workingDaysLater(date, SETTLED_AFTER_WORKING_DAYS), '公务卡还款户', `${purpose}接待费`),
  );

const only = (amount: Portion['amount'], date: string, payee: string, summary: string): Portion => ({
  amount,
  grain: FEN,
  slots: [{ date, payee, summary, weight: 1 }],
});

const DEATH_BENEFITS: Portion[] = [
  only(yuan('152300.00'), '2020-05-28', '去世人员遗属', '一次性抚恤金'),
  only(yuan('132300.00'), '2020-09-24', '去世人员遗属', '一次性抚恤金'),
];

/** The vehicle bought for 17.76 万元: price, tax and plates. */
const VEHICLE: Portion[] = [
  only(yuan('161800.00'), '2020-07-22', '示例汽车销售服务有限公司', '购置执法执勤用车 1 辆'),
  only(yuan('14318.58'), '2020-07-24', '税务机关', '车辆购置税'),
  only(yuan('1531.41'), '2020-07-29', '示例汽车销售服务有限公司', '车辆上牌及随车用品'),
];
