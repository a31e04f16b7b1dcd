/** Limits of an imported file. Each is far above what an office has, and far below what would harm the machine. */

/** The file as it comes. */
export const OFFICE_FILE_BYTES_MAX = 32 * 1024 * 1024;
/** Rows of all sheets together, headers and totals included. */
export const IMPORT_ROWS_MAX = 200_000;
/** Columns of a sheet; the field's lists have some thirty. */
export const IMPORT_COLUMNS_MAX = 256;
/** Characters in one cell; Excel itself allows 32,767. */
export const CELL_CHARS_MAX = 4_000;

/** Files inside an .xlsx; a workbook of fifty sheets has about 120. */
export const ARCHIVE_ENTRIES_MAX = 1_000;
/** What an .xlsx may become when it is unpacked: 200,000 rows of thirty columns are about 300 MB of XML. */
export const ARCHIVE_INFLATED_BYTES_MAX = 512 * 1024 * 1024;
/** Unpacked to packed size of one file inside. Real sheets stay below 40; a bomb is near 1,000. */
export const ARCHIVE_RATIO_MAX = 150;
/** Smaller files inside may have any ratio: a sheet of blanks packs well and does no harm. */
export const ARCHIVE_RATIO_FROM_BYTES = 4 * 1024 * 1024;
/** Merged ranges of all sheets together. */
export const MERGED_RANGES_MAX = 50_000;
