import { type ListField, type ListRow } from '@yujue/list-import';

/** What is wrong with a row beyond its form: which field, and a sentence that says what to do. */
export class RowFault {
  constructor(
    readonly field: ListField,
    readonly message: string,
  ) {}
}

/** The fields of a row as they are written; what is blank is absent. */
export type RowValues = Readonly<Partial<Record<ListField, string>>>;

/** Collects everything that is wrong with one row, so that a person can correct all of it at once. */
export class RowFaults {
  private readonly found: RowFault[] = [];
  private readonly fields: Set<ListField>;

  /** `wrong`: the fields whose form is wrong, which is reported already. */
  constructor({ wrong }: Pick<ListRow, 'wrong'>) {
    this.fields = new Set(wrong);
  }

  /** What is wrong beyond the row's form. */
  get all(): readonly RowFault[] {
    return this.found;
  }

  /** True as soon as something is wrong with the row, its form included. */
  get any(): boolean {
    return this.fields.size > 0;
  }

  /** Whether one of these fields is wrong, so that what depends on it cannot be judged. */
  have(...fields: readonly ListField[]): boolean {
    return fields.some((field) => this.fields.has(field));
  }

  /** Reports what is wrong with a field of the row. */
  add(field: ListField, message: string): void {
    this.fields.add(field);
    this.found.push(new RowFault(field, message));
  }
}
