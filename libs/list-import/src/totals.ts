import { fields } from '@yujue/ledger';
import { type Fen, ZERO, add, formatYuan, subtract, withSeparators } from '@yujue/money';
import { plain } from '@yujue/office-files';

/** Whether a row is a sum of others by its first word: 合计, 总计, 本页小计, 2101506 小计. */
export const isTotal = (text: string): boolean =>
  /^(?:.{0,20}(?:合计|总计|小计|共计)|(?:本页|本月)?累计)[:：]?$/.test(plain(text));

/** Only a sum of everything is compared with everything. */
const isGrandTotal = (text: string): boolean => /^(?:合计|总计|共计)[:：]?$/.test(plain(text));

interface Printed {
  readonly row: number;
  readonly label: string;
  readonly amount: Fen;
  /** The sum of the rows before it, and its position among the totals. */
  readonly before: Fen;
}

/** A printed total that is not the sum of its rows. */
export interface TotalDifference {
  readonly row: number;
  readonly message: string;
}

/** One amount column of one worksheet: its rows are summed, and the totals printed among them are compared in the end. */
export class ColumnTotals {
  private sum: Fen = ZERO;
  private readonly printed: Printed[] = [];

  constructor(private readonly column: string) {}

  /** False for what would take the sum beyond what can be computed exactly. */
  hasRoomFor(amount: Fen): boolean {
    return Math.abs(this.sum + amount) <= fields.DEPARTMENT_SUM_MAX;
  }

  addRow(amount: Fen): void {
    this.sum = add(this.sum, amount);
  }

  addTotal(row: number, label: string, amount: Fen): void {
    this.printed.push({ row, label: plain(label), amount, before: this.sum });
  }

  /** A 合计 may stand above or below its rows, a 小计 as well; each is told only when neither reading agrees. */
  differences(): TotalDifference[] {
    return this.printed.flatMap((total, index) => {
      const readings = isGrandTotal(total.label) ? [this.sum] : this.neighbours(index);
      if (readings.includes(total.amount)) return [];
      const [own = ZERO] = readings;
      const message = `${total.label}“${this.column}” ${yuan(total.amount)}，明细之和 ${yuan(own)}，相差 ${yuan(subtract(total.amount, own))}。请核对是否漏行或多行。`;
      return [{ row: total.row, message }];
    });
  }

  /** The rows since the 小计 before, those until the 小计 after, and all rows before (a running total). */
  private neighbours(index: number): Fen[] {
    const { before } = this.printed[index]!;
    const since = this.printed[index - 1]?.before ?? ZERO;
    const until = this.printed[index + 1]?.before ?? this.sum;
    return [subtract(before, since), subtract(until, before), before];
  }
}

const yuan = (amount: Fen): string => `${withSeparators(formatYuan(amount))} 元`;
