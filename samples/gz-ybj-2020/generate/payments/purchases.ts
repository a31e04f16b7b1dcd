import { workingDays } from '../calendar';
import { type SampleLine } from '../lines';
import { projectName } from '../projects';
import { type Draw, pick, randomFor } from '../random';
import { FEN, type Portion, type Slot, YUAN } from './schedule';
import { type Supply, supplyOf } from './suppliers';

/** Purchases in a month, in relation to others: little in the epidemic February, more towards the end of the year. */
const BUSY: readonly number[] = [0, 6, 2, 8, 9, 9, 10, 9, 9, 10, 9, 11, 12];

const FEWEST = 2;
const MOST = 44;
const FEN_PER_YUAN = 100;

/** Projects wait for the approval, or for money that came later still; so does what is bought only now and then. */
const FIRST_MONTH: Readonly<Record<string, number>> = { P16: 5 };
const AFTER_APPROVAL = 3;
const NOW_AND_THEN = 12;

/** Ordinary purchases, scattered over the working days of the year. */
export function purchases(line: SampleLine): Portion[] {
  const draw = randomFor(line.id);
  const supply = supplyOf(line.economicCode);
  const wanted = Math.round(line.spent / FEN_PER_YUAN / supply.usualYuan);
  const count = line.economicCode === '30103' ? 1 : Math.min(MOST, Math.max(FEWEST, wanted));
  const isRoutine = line.projectCode === '' && count > NOW_AND_THEN;
  const first = isRoutine ? 1 : (FIRST_MONTH[line.projectCode] ?? AFTER_APPROVAL);
  const dates = Array.from({ length: count }, (_, index) => dateOf(draw, first, index, count)).sort();
  const slots = dates.map((date) => slotOn(date, line, supply, draw));
  return [{ amount: line.spent, grain: line.projectCode === '' ? FEN : YUAN, slots }];
}

/** Spreads payments by the weights of the months; the day within the month is drawn. */
function dateOf(draw: Draw, first: number, index: number, count: number): string {
  const busy = BUSY.map((weight, month) => (month < first ? 0 : weight));
  const whole = busy.reduce((left, right) => left + right, 0);
  const place = ((index * draw(900, 1000)) / 1000 / count) * whole;
  let passed = 0;
  const month = busy.findIndex((weight) => (passed += weight) > place);
  // A budget released on the fourth working day of January cannot be drawn on earlier.
  return pick(draw, workingDays(month).slice(month === 1 ? 4 : 0));
}

function slotOn(date: string, line: SampleLine, supply: Supply, draw: Draw): Slot {
  const project = line.projectCode === '' ? '' : `${projectName(line.projectCode)}：`;
  const [payee, words] = pick(draw, supply.purchases);
  return { date, payee, summary: `${Number(date.slice(5, 7))}月${project}${words}`, weight: draw(500, 1500) };
}
