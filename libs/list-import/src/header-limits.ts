/** A table's header is looked for in this many rows of a worksheet: titles, units and notes stand above it. */
export const HEADER_SEARCH_ROWS_MAX = 30;
/** Rows that one header may have, one below the other. */
export const HEADER_ROWS_MAX = 3;
