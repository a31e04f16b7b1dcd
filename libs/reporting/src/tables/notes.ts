import { checkTables } from '../checks/check-tables';
import { type Edition } from '../edition/edition';
import { type FilledTable } from './filled';

/**
 * The notes to print under a table. A note on 尾差 (`when: tails`) is printed when one of the edition's 勾稽 rules
 * within this very table holds in 分 and not in print; a note on an empty table (`when: empty`) when it has no amount.
 */
export function notesOf(table: FilledTable, edition: Edition): string[] {
  return table.definition.notes.filter(({ when }) => applies(when, table, edition)).map(({ text }) => text);
}

function applies(when: 'always' | 'tails' | 'empty', table: FilledTable, edition: Edition): boolean {
  switch (when) {
    case 'always':
      return true;
    case 'empty':
      return table.rows.every((row) => row.cells.every((cell) => !cell?.exact));
    case 'tails': {
      const within = edition.checks.filter(({ left, right }) =>
        [...left, ...right].every((ref) => ref.table === table.no),
      );
      return checkTables([table], within).findings.some(({ verdict }) => verdict === '尾差');
    }
  }
}
