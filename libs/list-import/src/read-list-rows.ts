import { type ListField } from './fields';
import { type Findings, type ListHead } from './findings';
import { HEADER_SEARCH_ROWS_MAX, type Header, anyOf, findHeader, missingFields } from './header';
import { ListBody } from './list-body';
import { type ListOptions, type ListRow } from './list-row';
import { ListError } from './list-error';
import { type WorksheetRow } from '@yujue/office-files';
import { ValueFault, readListDate, readListWords } from './values';

/**
 * Reads the rows of a list from the rows of its file: finds headers, takes out and compares totals, and checks forms. Every
 * fault of form is added to `findings`, and its field is among the `wrong` ones of the row, so that the rest of the row can
 * still be judged. Throws ListError when no worksheet has such a list.
 */
export async function* readListRows(
  rows: AsyncIterable<WorksheetRow>,
  asked: ListOptions,
  findings: Findings,
): AsyncGenerator<ListRow> {
  const options = { ...asked, constants: readConstants(asked.constants) };
  let reader: ListReader | undefined;
  for await (const row of rows) {
    if (row.worksheet !== reader?.worksheet) {
      yield* reader?.end() ?? [];
      reader = new ListReader(row.worksheet, options, findings);
    }
    yield* reader.take(row);
  }
  yield* reader?.end() ?? [];
  if (findings.heads.length === 0) throw noHeader(options, findings);
}

/** What a person gives for all rows has the forms of a cell. */
function readConstants(given: ListOptions['constants']): ListOptions['constants'] {
  const read = (Object.entries(given) as [ListField, string][]).map(([field, text]) => {
    const value = field === '日期' ? readListDate(text) : readListWords(field, text);
    if (value instanceof ValueFault) throw new ListError('LIST_MAPPING_INVALID', value.message);
    return [field, value];
  });
  return Object.fromEntries(read) as ListOptions['constants'];
}

const noHeader = ({ kind }: ListOptions, findings: Findings): ListError =>
  new ListError(
    'LIST_HEADER_MISSING',
    `没有找到${kind}表的表头，未导入。表头须有 ${missingFields(kind, new Set()).map(anyOf).join('、')} 等列；列名不同时请指明列与字段的对应。`,
    findings.notes.map(({ worksheet, message }) => `${worksheet}：${message}`),
  );

/** One worksheet, from its first row to its last. */
class ListReader {
  private readonly head: WorksheetRow[] = [];
  private body: ListBody | undefined;
  private isOver = false;

  constructor(
    readonly worksheet: string,
    private readonly options: ListOptions,
    private readonly findings: Findings,
  ) {}

  *take(row: WorksheetRow): Generator<ListRow> {
    if (this.isOver) return;
    if (this.body) return yield* this.body.take(row);
    this.head.push(row);
    if (this.head.length === HEADER_SEARCH_ROWS_MAX) yield* this.begin();
  }

  *end(): Generator<ListRow> {
    if (!this.body && !this.isOver) yield* this.begin();
    this.body?.end();
  }

  private *begin(): Generator<ListRow> {
    const { kind, constants } = this.options;
    const header = findHeader(this.head, kind, this.options);
    const known = new Set([
      ...(header?.columns ?? []).flatMap(({ field }) => field ?? []),
      ...(Object.keys(constants) as ListField[]),
    ]);
    const missing = missingFields(kind, known);
    if (!header || missing.length > 0) {
      this.isOver = true;
      const seen = header
        ? `表头只有 ${header.columns.map((it) => it.header).join('、')}，缺少 ${missing.map(anyOf).join('、')}`
        : '没有表头';
      this.findings.note({
        worksheet: this.worksheet,
        row: header?.lastRow ?? null,
        column: null,
        message: `${seen}，已略过此表。`,
      });
      return;
    }
    const head = { header, ...this.unitOf(header) };
    this.findings.heads.push(head);
    this.body = new ListBody(head, this.options, this.findings);
    for (const row of this.head.filter(({ number }) => number > header.lastRow)) yield* this.body.take(row);
  }

  private unitOf(header: Header): Pick<ListHead, 'unit' | 'unitFrom'> {
    const { unit, keptUnit } = this.options;
    if (unit) return { unit, unitFrom: '指定' };
    if (header.unit) return { unit: header.unit, unitFrom: '表中' };
    return keptUnit ? { unit: keptUnit, unitFrom: '沿用' } : { unit: '元', unitFrom: '默认' };
  }
}
