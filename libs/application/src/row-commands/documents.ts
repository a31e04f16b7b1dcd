import { type NewLine } from '@yujue/ledger';
import { type AskedCommand } from './asked-command';
import { type PaperRow, paperOf } from './paper-row';

const OPENING = ['bringForward', 'appropriateBudget', 'supplementBudget', 'transferBudget'] as const;
const DOCUMENTS = [...OPENING, 'reduceBudget', 'freezeBudget', 'unfreezeBudget'] as const;

/** Commands of a document that has a row for each of its lines. */
export type DocumentType = (typeof DOCUMENTS)[number];

/** A row of a document over several lines. The amount of a 调剂 is negative where it goes out. */
export interface DocumentRow extends PaperRow {
  readonly type: DocumentType;
  readonly line: NewLine;
  /** 来源 of a 追加, in the field's words. */
  readonly source: string;
  /** 结转 or 结余, where the row says it. */
  readonly nature?: string | undefined;
}

export const isDocumentRow = <Other extends { readonly type: string }>(row: DocumentRow | Other): row is DocumentRow =>
  DOCUMENTS.some((type) => type === row.type);

/** Rows of one 文号, date, type, 来源 and unit are one document, and so one command. */
export function documentsOf(rows: readonly DocumentRow[]): AskedCommand[] {
  const documents = new Map<string, DocumentRow[]>();
  for (const row of rows) {
    const { place, unit, occurredOn, type, documentNo, source } = row;
    const key = [place.file, unit, occurredOn, type, documentNo, source].join('\0');
    const document = documents.get(key);
    if (document) document.push(row);
    else documents.set(key, [row]);
  }
  return [...documents.values()].map((own) => (own[0]!.type === 'transferBudget' ? transfer(own) : document(own)));
}

function document(rows: readonly DocumentRow[]): AskedCommand {
  const first = rows[0]!;
  const { unit, occurredOn, type, place, source } = first;
  const lines = rows.map(({ line, amount, nature }) => ({ lineId: line.id, amount, ...(nature && { nature }) }));
  const data = {
    ...paperOf(first),
    lines,
    ...(OPENING.some((opening) => opening === type) && { opens: opensOf(rows) }),
    ...(type === 'supplementBudget' && {
      source: source === '上级转移支付' ? 'transfer-from-above' : 'own-level',
    }),
  };
  return { unit, occurredOn, type, row: place, lineRows: rows.map((row) => row.place), data };
}

function transfer(rows: readonly DocumentRow[]): AskedCommand {
  const first = rows[0]!;
  const { unit, occurredOn, type, place } = first;
  const out = rows.filter(goesOut);
  const into = rows.filter((row) => !goesOut(row));
  const data = {
    ...paperOf(first),
    opens: opensOf(rows),
    from: out.map(({ line, amount }) => ({ lineId: line.id, amount: amount.slice(1) })),
    to: into.map(({ line, amount }) => ({ lineId: line.id, amount })),
  };
  return { unit, occurredOn, type, row: place, lineRows: [...out, ...into].map((row) => row.place), data };
}

const goesOut = ({ amount }: DocumentRow): boolean => amount.startsWith('-');

/** Every line is named with its dimensions; the ledger keeps those that it has not met before. */
const opensOf = (rows: readonly DocumentRow[]): NewLine[] => [
  ...new Map(rows.map(({ line }) => [line.id, line])).values(),
];
