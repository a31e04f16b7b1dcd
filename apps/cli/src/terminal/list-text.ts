import { type ListOutcome, type WorksheetUnderstood } from '@yujue/application';
import { findingSentence } from '@yujue/list-import';
import { withSeparators } from '@yujue/money';
import { count } from './progress';

/** What a list is, would do or did, for people. */
export function outcomeText({
  worksheets,
  rows,
  amount,
  registers,
  position,
  faults,
  faultsTotal,
  notes,
  notesTotal,
}: ListOutcome): string {
  const lines = [
    ...worksheets.flatMap(worksheetLines),
    ...listed('提示', notes.map(findingSentence), notesTotal),
    ...listed('问题', faults.map(findingSentence), faultsTotal),
    `读取 ${count(rows.read)} 行，此前已登记 ${count(rows.recorded)} 行。`,
  ];
  const fresh = `${count(rows.fresh)} 行${amount === null ? '' : `，合计 ${withSeparators(amount)} 元`}`;
  lines.push(...registers.map((what) => `${position === null ? '将登记' : '已登记'}${what}。`));
  if (position !== null) lines.push(`已导入 ${fresh}。`);
  else if (faultsTotal === 0)
    lines.push(rows.fresh === 0 ? '没有新的内容，未作任何改动。' : `可以导入 ${fresh}；尚未写入。`);
  return `${lines.join('\n')}\n`;
}

function worksheetLines({ name, headerRows: [first, last], unit, unitFrom, columns }: WorksheetUnderstood): string[] {
  const used = columns.filter(({ field }) => field !== null);
  const unused = columns.filter(({ field }) => field === null);
  const header = first === last ? `第 ${first} 行` : `第 ${first}–${last} 行`;
  return [
    `${name}：表头在${header}${unit === null ? '' : `，金额单位 ${unit}（${unitFrom}）`}`,
    `  识别：${used.map(({ column, header, field }) => `${column} ${header}→${field}`).join('，')}`,
    ...(unused.length > 0 ? [`  未使用：${unused.map(({ column, header }) => `${column} ${header}`).join('，')}`] : []),
  ];
}

function listed(title: string, sentences: readonly string[], total: number): string[] {
  if (total === 0) return [];
  const more = total > sentences.length ? [`  …… 另有 ${count(total - sentences.length)} 处`] : [];
  return [`${title} ${count(total)} 处：`, ...sentences.map((sentence) => `  ${sentence}`), ...more];
}
