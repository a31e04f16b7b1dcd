/** A line of a file, or a row of one of its tables. */
export interface FileRow {
  /** An empty row keeps tables that follow one another apart. */
  readonly cells: readonly string[];
  readonly place: {
    /** From 1; of a workbook, the row of the worksheet. */
    readonly line: number;
  };
}
