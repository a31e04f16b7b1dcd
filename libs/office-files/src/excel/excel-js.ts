import type ExcelJs from '@protobi/exceljs';

/**
 * The library that reads and writes workbooks, loaded when the first of them is asked for: it takes as long to load as all
 * the rest of the program, which a command that needs none should not wait for.
 */
export async function excelJs(): Promise<typeof ExcelJs> {
  const { default: library } = await import('@protobi/exceljs');
  return library;
}
