import { type MoneyUnit } from '@yujue/money';
import { type ListField, type ListKind } from './fields';
import { type ColumnMappings } from './header';

/** How a file is to be understood. */
export interface ListOptions extends ColumnMappings {
  readonly kind: ListKind;
  /** The unit of money that a person named, which wins over what the worksheet says. */
  readonly unit?: MoneyUnit | undefined;
  /** The unit that was used for the last such file; it serves where the worksheet says nothing. */
  readonly keptUnit?: MoneyUnit | undefined;
  /** Values for fields that the file has no column for, or leaves blank. */
  readonly constants: Readonly<Partial<Record<ListField, string>>>;
}

/** A row of a list. What is in `values` has the right form: dates are yyyy-mm-dd, amounts are in 元 with two decimals, the rest as written. */
export interface ListRow {
  readonly worksheet: string;
  readonly number: number;
  readonly values: Readonly<Partial<Record<ListField, string>>>;
  /** Fields that are missing or whose form is wrong. The findings have them already; such a row cannot be recorded. */
  readonly wrong: ReadonlySet<ListField>;
}
