import { type SheetField } from '@yujue/list-import';

/** What is wrong with a row beyond its form: which field, and a sentence that says what to do. */
export class RowFault {
  constructor(
    readonly field: SheetField,
    readonly message: string,
  ) {}
}

/** The fields of a row as they are written; what is blank is absent. */
export type SheetValues = Readonly<Partial<Record<SheetField, string>>>;
