import { parse } from 'csv-parse/sync';
import { type FileCell } from './file-cell';

/** How many fields of a line give the place of its figure. */
const PLACE_FIELDS = 8;

/** The fields of a report's CSV, line by line; table, row and column are in the line itself. */
export const readCsvReport = (text: string): FileCell[] =>
  csvRecords(text).map((fields, index) => {
    const [no = '', , side = '', , code = '', name = '', , column = ''] = fields;
    const row = [side, code, name].filter((part) => part !== '').join(' ');
    const place = fields.slice(0, PLACE_FIELDS).join(',');
    const value = fields
      .slice(PLACE_FIELDS)
      .filter((field) => field !== '')
      .join(' ');
    return { key: `${index} ${place}`, table: no, row, column, text: value };
  });

export const csvRecords = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });
