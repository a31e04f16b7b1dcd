import { ZERO } from '@yujue/money';
import { yuan } from '../amounts';
import { UNITS } from '../units';
import { type SampleLine, lineId } from './line';

const AID = { unit: UNITS.aidCentre, functionCode: '2101301', fundNature: '其他收入' } as const;
const HELD = { expenditureKind: '项目支出', paymentMode: '实有资金' } as const;

/** 其他收入 of earlier years, brought forward with 2,051.77 万元 and spent first. */
export const AID_CARRIED: SampleLine = {
  ...AID,
  ...HELD,
  id: lineId(UNITS.aidCentre, '2101301', '30307', 'P2402', '2019'),
  economicCode: '30307',
  projectCode: 'P2402',
  originYear: 2019,
  broughtForward: yuan('20517700.00'),
  budget: ZERO,
  received: ZERO,
  spent: yuan('20517700.00'),
  carriedForward: ZERO,
};

/** 资助参保: 9,097.61 万元 in the document's text; that it was paid from 其他收入 is illustrative. */
export const AID_PREMIUMS: SampleLine = {
  ...AID,
  ...HELD,
  id: lineId(UNITS.aidCentre, '2101301', '30311', 'P2401'),
  economicCode: '30311',
  projectCode: 'P2401',
  originYear: 2020,
  broughtForward: ZERO,
  budget: yuan('90976100.00'),
  received: yuan('90976100.00'),
  spent: yuan('90976100.00'),
  carriedForward: ZERO,
};

/** The rest of 其他收入: what the hospitals are paid. 87.44 万元 stay for the next year. */
export const AID_TREATMENT: SampleLine = {
  ...AID,
  ...HELD,
  id: lineId(UNITS.aidCentre, '2101301', '30307', 'P2402'),
  economicCode: '30307',
  projectCode: 'P2402',
  originYear: 2020,
  broughtForward: ZERO,
  budget: yuan('538210299.99'),
  received: yuan('538210299.99'),
  spent: yuan('537335899.98'),
  carriedForward: yuan('874400.01'),
};

/**
 * 一般公共预算 of 2019 that stays untouched: 17.16 万元 at both ends of the year. Which function code holds it is not
 * printed; here it is the retention money of a system that is still under acceptance.
 */
export const RETENTION: SampleLine = {
  ...HELD,
  id: lineId(UNITS.insuranceCentre, '2101504', '31007', 'P09', '2019'),
  unit: UNITS.insuranceCentre,
  fundNature: '一般公共预算',
  functionCode: '2101504',
  economicCode: '31007',
  projectCode: 'P09',
  originYear: 2019,
  broughtForward: yuan('171599.98'),
  budget: ZERO,
  received: ZERO,
  spent: ZERO,
  carriedForward: yuan('171599.98'),
};

/** Lines whose money the units hold themselves (实有资金). */
export const HELD_LINES: readonly SampleLine[] = [RETENTION, AID_CARRIED, AID_PREMIUMS, AID_TREATMENT];
