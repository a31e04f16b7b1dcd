import { type Fen, ZERO, add, fen, formatYuan, negate, subtract, sum } from '@yujue/money';
import { type DocumentTotal, REPORT_MEASURES, type ReportMeasure } from '@yujue/facts';
import { type Terms, measuresOf } from '../edition/measure-expression';
import { type TraceSums, totalIn } from './trace-sums';

/** One step on the way to a figure. Steps add up to it; subtotals only show how far the way has come. */
export interface BridgeStep {
  readonly step: string;
  /** 元, two decimals. */
  readonly amount: string;
  readonly documentNo: string | null;
  readonly occurredOn: string | null;
  readonly reason: string | null;
  readonly subtotal?: true;
  /** Of a step that is the sum of others, how many these are. */
  readonly summed?: number;
}

/** What the authority book adds to 年初预算, and takes from 全年预算, on the way to 净支出. Source: ARCHITECTURE.md. */
const ADJUSTMENTS: Terms = { supplemented: 1, reduced: -1, transferred: 1 };
const UNSPENT: Terms = { carriedForward: -1, lapsed: -1 };
/** The measures of the authority book that the way to 净支出 lists by documents. */
const LISTED: readonly ReportMeasure[] = [
  'appropriated',
  ...measuresOf(ADJUSTMENTS),
  'broughtForward',
  ...measuresOf(UNSPENT),
];
/** All that it passes. */
const AUTHORITY: readonly ReportMeasure[] = [...LISTED, 'disbursed', 'refunded'];

/** What the resources book adds to 净支出 on the way to 收入. */
const HELD: Terms = { carriedForward: 1, allocated: 1, surrendered: 1, broughtForward: -1 };

const isExpenditure = (terms: Terms): boolean => terms.disbursed === 1 && terms.refunded === -1;
const isIncome = (terms: Terms): boolean => terms.received === 1;

/** The measures that a bridge to these terms passes. */
export function bridgeMeasures(terms: Terms): ReportMeasure[] {
  const ofBooks = isExpenditure(terms) || isIncome(terms) ? AUTHORITY : [];
  return [...new Set([...measuresOf(terms), ...ofBooks, ...(isIncome(terms) ? measuresOf(HELD) : [])])];
}

/** Those of them that it lists by documents. Of payments, which are by far the most, the books need only the sum. */
export function documentMeasures(terms: Terms): ReportMeasure[] {
  const ofBooks = isExpenditure(terms) || isIncome(terms) ? LISTED : [];
  const others = othersIn(terms);
  return [...new Set([...ofBooks, ...(isIncome(terms) ? measuresOf(HELD) : []), ...measuresOf(others)])];
}

/** What is neither 净支出 nor 收入 and comes after them, by documents. */
function othersIn(terms: Terms): Terms {
  const shown: readonly ReportMeasure[] = isIncome(terms)
    ? ['received']
    : isExpenditure(terms)
      ? ['disbursed', 'refunded']
      : [];
  return Object.fromEntries(
    Object.entries(terms).filter(([measure, factor]) => factor !== 0 && !shown.includes(measure as ReportMeasure)),
  );
}

/**
 * The way from 年初预算 to a figure, by documents. 净支出 follows the authority book, 收入 goes on from there by the
 * resources book; any other measure is listed by its documents, and what registers say by their entries.
 *
 * `sums` are those of the cell's lines, in all measures of `bridgeMeasures`, and by documents in those of
 * `documentMeasures`.
 */
export function bridgeTo(terms: Terms, measureName: string, sums: TraceSums): BridgeStep[] {
  const bridge = new Bridge(sums);
  if (isIncome(terms) || isExpenditure(terms)) bridge.toExpenditure();
  if (isIncome(terms)) bridge.toIncome();
  const others = othersIn(terms);
  for (const measure of measuresOf(others)) bridge.byDocument({ [measure]: others[measure] ?? 0 });
  if (measuresOf(others).length > 0 || bridge.steps.length === 0) bridge.subtotal(measureName);
  return bridge.steps;
}

class Bridge {
  readonly steps: BridgeStep[] = [];
  private reached: Fen = ZERO;

  constructor(private readonly sums: TraceSums) {}

  toExpenditure(): void {
    this.byDocument({ appropriated: 1 });
    this.byDocument(ADJUSTMENTS);
    if (this.total({ broughtForward: 1 }) !== 0) this.subtotal('调整预算');
    this.byDocument({ broughtForward: 1 });
    this.subtotal('全年预算');
    this.byDocument(UNSPENT);
    const spent = this.total({ disbursed: 1, refunded: -1 });
    this.step('未支付', subtract(spent, this.reached));
    this.subtotal('净支出');
  }

  toIncome(): void {
    this.byDocument(HELD);
    this.step('结存', subtract(this.total({ received: 1 }), this.reached));
    this.subtotal('收入');
  }

  /** One step for each document of these measures, in the order of their dates; an entry of a register is its own. */
  byDocument(terms: Terms): void {
    for (const { measure, amounts, first, reasons } of this.documents(terms)) {
      const { documentNo, occurredOn } = first;
      this.step(REPORT_MEASURES[measure], sum(amounts), { documentNo, occurredOn, reason: [...reasons].join('；') });
    }
  }

  subtotal(step: string): void {
    this.steps.push({ step, amount: formatYuan(this.reached), ...NO_PAPER, subtotal: true });
  }

  private step(step: string, amount: Fen, paper: typeof NO_PAPER | Paper = NO_PAPER): void {
    if (amount === 0) return;
    this.reached = add(this.reached, amount);
    this.steps.push({ step, amount: formatYuan(amount), ...paper });
  }

  private documents(terms: Terms): DocumentSteps[] {
    const found = new Map<string, DocumentSteps>();
    for (const total of this.sums.documents) {
      const { measure, documentNo, occurredOn, entryNo, reason, amount } = total;
      const factor = terms[measure];
      if (!factor) continue;
      const key = `${occurredOn} ${measure} ${documentNo} ${entryNo ?? ''}`;
      const document = found.get(key) ?? { measure, first: total, amounts: [], reasons: new Set<string>() };
      document.amounts.push(signed(amount, factor));
      if (reason) document.reasons.add(reason);
      found.set(key, document);
    }
    return [...found.values()].sort((a, b) => {
      const [one, other] = [a.first.occurredOn ?? '', b.first.occurredOn ?? ''];
      return one < other ? -1 : one > other ? 1 : 0;
    });
  }

  private total(terms: Terms): Fen {
    return sum(measuresOf(terms).map((measure) => signed(totalIn(measure, this.sums), terms[measure] ?? 0)));
  }
}

interface Paper {
  readonly documentNo: string;
  /** null for an entry of a register. */
  readonly occurredOn: string | null;
  readonly reason: string;
}

const NO_PAPER = { documentNo: null, occurredOn: null, reason: null } as const;

interface DocumentSteps {
  readonly measure: ReportMeasure;
  readonly first: DocumentTotal;
  readonly amounts: Fen[];
  readonly reasons: Set<string>;
}

/** What an amount counts for in a sum of terms. */
export function signed(amount: Fen, factor: number): Fen {
  if (factor === 1) return amount;
  return factor === -1 ? negate(amount) : fen(amount * factor);
}
