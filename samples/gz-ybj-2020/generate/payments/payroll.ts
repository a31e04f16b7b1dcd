import { months, workingDay } from '../calendar';
import { type SampleLine } from '../lines';
import { randomFor } from '../random';
import { OFFICES, UNITS } from '../units';
import { FEN, type Portion, type Slot } from './schedule';

/** What is paid every month on the same working day: economic code → day, payee, words. */
const MONTHLY: Readonly<Record<string, readonly [day: number, payee: string, words: string]>> = {
  '30101': [5, '在编人员工资代发户', '基本工资'],
  '30102': [5, '在编人员工资代发户', '津贴补贴'],
  '30107': [6, '在编人员工资代发户', '绩效工资'],
  '30199': [7, '聘用人员工资代发户', '聘用人员工资'],
  '30239': [6, '在编人员工资代发户', '公务交通补贴'],
  '30108': [9, '社会保险费征收户', '基本养老保险单位缴费'],
  '30109': [9, '社会保险费征收户', '职业年金单位缴费'],
  '30110': [9, '社会保险费征收户', '医疗保险单位缴费'],
  '30112': [9, '社会保险费征收户', '工伤等保险单位缴费'],
  '30113': [10, '住房公积金管理机构', '住房公积金'],
  '30302': [5, '退休人员待遇代发户', '退休人员待遇'],
};

const HOUSING_SUBSIDY = [12, '住房补贴代发户', '购房补贴'] as const;
const RETIREMENT = '30302';

/** Monthly pay of persons, from each office that keeps a payroll; null where a line is not of this kind. */
export function payroll(line: SampleLine): Portion[] | null {
  const monthly = line.functionCode === '2210203' ? HOUSING_SUBSIDY : MONTHLY[line.economicCode];
  if (!monthly || line.projectCode !== '') return null;
  const [day, payee, words] = monthly;
  const draw = randomFor(line.id);
  const byOffice = line.unit === UNITS.insuranceCentre && line.economicCode !== RETIREMENT;
  const offices = byOffice ? OFFICES : [{ name: '', weight: 100 }];
  const slots = months(1, 12).flatMap((month) =>
    offices.map(({ name, weight }): Slot => ({
      date: workingDay(month, day),
      payee: name === '' ? payee : `${payee}（${name}）`,
      summary: `${month}月${words}`,
      weight: weight * draw(970, 1030),
    })),
  );
  return [{ amount: line.spent, grain: FEN, slots }];
}
