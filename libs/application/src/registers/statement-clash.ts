import { type RegisterContent } from '@yujue/ledger';
import { checkStatedFigures } from '../datasets/check-statements';
import { Problems, type Row } from '../datasets/csv';
import { type RegisterBook } from '../recording/register-book';

/** An entry of 说明数 with its place. */
export interface OwnedStatement {
  readonly owner: string;
  readonly entryNo: string;
  readonly content: RegisterContent<'statements'>;
}

/** Why a figure conflicts with those that are recorded already, by the rules of a dataset; null if it does not. */
export function statementClash(
  asked: OwnedStatement,
  books: Iterable<RegisterBook>,
  department: string,
): string | null {
  const others = [...books].flatMap((book) =>
    [...book.all('statements')]
      .filter(([entryNo]) => book.owner !== asked.owner || entryNo !== asked.entryNo)
      .map(([entryNo, content]) => ({ owner: book.owner, entryNo, content })),
  );
  const problems = new Sentences();
  const alike = others.filter(({ content }) => content.key === asked.content.key);
  checkStatedFigures([...alike, asked].map(rowOf), department, problems);
  return problems.sentences.at(-1) ?? null;
}

/** Tells the sentences alone: there is no file whose row they could name. */
class Sentences extends Problems {
  override at(_row: Pick<Row, 'file' | 'rowNumber'>, sentence: string): void {
    this.add(sentence);
  }
}

const rowOf = ({ owner, content: { key, unit } }: OwnedStatement, index: number): Row => ({
  file: '说明数',
  rowNumber: index + 1,
  cells: { 预算单位: owner, 指标口径: key, 单位: unit },
});
