import { months, workingDay } from '../calendar';
import { AID_CARRIED, AID_PREMIUMS, AID_TREATMENT, type SampleLine } from '../lines';
import { randomFor } from '../random';
import { OFFICES } from '../units';
import { FEN, type Portion, type Slot, YUAN } from './schedule';

const HOSPITALS = 36;
const DISTRICTS = OFFICES.slice(1);

/** Payments from 其他收入: hospitals are settled with month by month, districts' premiums quarter by quarter. */
export function aid(line: SampleLine): Portion[] | null {
  const draw = randomFor(line.id);
  switch (line.id) {
    case AID_CARRIED.id:
      return [{ amount: line.spent, grain: FEN, slots: hospitals([1, 2], 14, draw) }];
    case AID_TREATMENT.id:
      return [{ amount: line.spent, grain: FEN, slots: hospitals(months(3, 12), 15, draw) }];
    case AID_PREMIUMS.id:
      return [
        {
          amount: line.spent,
          grain: YUAN,
          slots: [3, 6, 9, 12].flatMap((month) =>
            DISTRICTS.map(({ name, weight }) => ({
              date: workingDay(month, 16),
              payee: `城乡居民医疗保险费征收户（${name}）`,
              summary: `${month}月资助困难群众参保`,
              weight: weight * draw(900, 1100),
            })),
          ),
        },
      ];
    default:
      return null;
  }
}

/** Hospitals differ in size, and each differs a little from month to month. */
const hospitals = (of: readonly number[], day: number, draw: (least: number, most: number) => number): Slot[] => {
  const sizes = Array.from({ length: HOSPITALS }, () => draw(20, 220));
  return of.flatMap((month) =>
    sizes.map((size, index) => ({
      date: workingDay(month, day),
      payee: `示例定点医疗机构${String(index + 1).padStart(2, '0')}`,
      summary: `${month}月医疗救助记账费用结算`,
      weight: size * draw(850, 1150),
    })),
  );
};
