import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type FileVerdict, VerifyFile } from '@yujue/application';
import { type CellChange, sidecarName } from '@yujue/report-files';
import { Failure } from '../failure';
import { withApplication } from '../with-application';
import { explainingFileErrors } from '../terminal/atomic-file';
import { print } from '../terminal/output';
import { count, withProgress } from '../terminal/progress';

/** More than these are counted and not listed. */
const CHANGES_LISTED_MAX = 50;

/** `yujue verify --file`: whether a report file is what the ledger says. Throws Failure when it is not. */
export async function verifyFile(file: string): Promise<void> {
  const path = resolve(file);
  const bytes = await explainingFileErrors('读取', path, () => readFile(path));
  const sidecar = await readFile(sidecarName(path), 'utf8').catch(() => null);
  const verdict = await withApplication(({ commands }) =>
    withProgress('核对', (progress) => commands.execute(new VerifyFile(bytes, sidecar, progress))),
  );
  const { events, edition } = verdict.stamp;
  if (verdict.verdict !== '相符') throw new Failure(sentence(file, verdict));
  await print(
    `${file} 与账目相符：版式 ${edition} 的各数就是账目至第 ${count(events)} 号事件时的数，该处以前的账目未被改动。\n`,
  );
}

function sentence(file: string, verdict: Exclude<FileVerdict, { verdict: '相符' }>): string {
  switch (verdict.verdict) {
    case '账目不同':
      return `${file} 无法与账目相符：${verdict.reason}`;
    case '文件被改动':
      return [`${file} 被改动过，与账目不同的有 ${verdict.changes.length} 处：`, ...lines(verdict.changes)].join('\n');
    case '版式已变':
      return [
        `账目未变，但按现在的版式 ${verdict.stamp.edition} 算出的与 ${file} 生成时不同：版式文件、科目表或程序在其后改过，或者文件的戳记被改过。`,
        ...lines(verdict.changes),
      ].join('\n');
  }
}

const lines = (changes: readonly CellChange[]): string[] => [
  ...changes.slice(0, CHANGES_LISTED_MAX).map(changeLine),
  ...(changes.length > CHANGES_LISTED_MAX ? [`……另有 ${changes.length - CHANGES_LISTED_MAX} 处。`] : []),
];

const changeLine = ({ table, row, column, inFile, inLedger }: CellChange): string =>
  `表${table} ${row}${column === '' ? '' : `“${column}”`}：文件为 ${inFile ?? '空白'}，账目为 ${inLedger ?? '空白'}。`;
