import { type ListField } from '@yujue/list-import';

/** What is wrong with a row beyond its form: which field, and a sentence that says what to do. */
export class RowFault {
  constructor(
    readonly field: ListField,
    readonly message: string,
  ) {}
}

/** The fields of a row as they are written; what is blank is absent. */
export type RowValues = Readonly<Partial<Record<ListField, string>>>;
