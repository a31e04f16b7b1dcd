import { parseEdition } from '../edition/parse-edition';
import { toTableJson } from '../formats/report-json';
import { type ReportInput } from '../report-input';
import { type FilledEdition, fillEdition } from '../tables/fill-edition';

/** How the amounts of a one-table edition are written, unless a spec says otherwise. */
export const TWO_DECIMALS = 'decimals: 2\nzero: printed';

/** An edition of one table, given as in a file: a layout tried on the figures of a published document. */
export const fillOne = (table: string, input: ReportInput, style = TWO_DECIMALS): FilledEdition =>
  fillEdition(
    parseEdition(
      `edition: other
title: 另一种版式
kind: final
unit: 万元
${style}
percent: { decimals: 2, dropTrailingZeros: false }
zeroBase: { completion: ——, share: ——, growth: —— }
measures: { 净支出: 支付 - 退回, 调整预算: 年初预算 + 追加 - 追减 + 调剂, 全年预算: 调整预算 + 上年结转 }
tables:
  - no: '1'
    title: 表
${table.replace(/^/gm, '    ')}
`,
      'other.yaml',
    ),
    input,
  );

/** The rows of such a table: ordinal, code, name, then the printed amounts. */
export const rowsOfOne = (table: string, input: ReportInput, style?: string): (string | null)[][] =>
  toTableJson(fillOne(table, input, style).tables[0]!).rows.map(({ ordinal, code, name, values }) => [
    ordinal,
    code,
    name,
    ...values,
  ]);
