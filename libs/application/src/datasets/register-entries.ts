import { type Catalogue } from '@yujue/classification';
import { type RegisterEntryRecorded, recordEntry } from '@yujue/ledger';
import { ZodError } from 'zod';
import { checkRegisterTotals } from './check-register-totals';
import { checkStatedFigures } from './check-statements';
import { type DatasetFile } from './columns';
import { type Problems, type Row } from './csv';
import { PLAN_FILES } from './plan-files';
import { type Dataset } from './read-dataset';
import { REGISTER_FILES, type RegisterFile } from './register-files';
import { schemaSentence } from '../schema-sentence';

/** An entry with the row to name when it clashes, and its columns by their fields. */
export interface DatasetEntry {
  readonly event: RegisterEntryRecorded;
  readonly row: Row;
  readonly columns: ReadonlyMap<string, string>;
}

/** The entries of every register, by owner: a unit's code, or the department's for what is not a unit's. */
export function registerEntries(
  dataset: Dataset,
  catalogue: Catalogue,
  problems: Problems,
): Map<string, DatasetEntry[]> {
  const { manifest, rows } = dataset;
  const byOwner = new Map<string, DatasetEntry[]>();
  checkStatedFigures(rows['说明数.csv'], manifest.department.code, problems);
  for (const row of rows['指标.csv']) checkProject(row, dataset, problems);
  for (const [file, { register, number, content, columns = new Map<string, string>() }] of registerFiles()) {
    const numbers = new Set<string>();
    for (const row of rows[file]) {
      const owner = row.cells['预算单位'] ?? manifest.department.code;
      const entryNo = number(row.cells);
      checkNumber(row, owner, entryNo, numbers, problems);
      checkReferences(row, owner, dataset, catalogue, problems);
      // Without its number a row is still judged by its content.
      const asked = { register, entryNo: entryNo || '-', content: content(row.cells), basis: manifest.basis };
      const event = recordEntry(manifest.fiscalYear, asked);
      if (event instanceof ZodError) {
        problems.at(row, schemaSentence(event, columns));
        continue;
      }
      if (entryNo === '') continue;
      const entries = byOwner.get(owner) ?? [];
      entries.push({ event, row, columns });
      byOwner.set(owner, entries);
    }
  }
  const owned = [...byOwner.values()].map((entries) => entries.map(({ event }) => event));
  checkRegisterTotals(owned, problems);
  return byOwner;
}

const registerFiles = () => Object.entries(REGISTER_FILES) as [DatasetFile, RegisterFile][];

/** A later entry replaces an earlier one of its number, so that two rows of one number would silently become one. */
function checkNumber(row: Row, owner: string, entryNo: string, numbers: Set<string>, problems: Problems): void {
  const key = JSON.stringify([owner, entryNo]);
  if (entryNo === '') problems.at(row, '编号不能为空。');
  else if (numbers.has(key)) problems.at(row, `编号 ${entryNo} 重复。`);
  numbers.add(key);
}

/** A project that no register names would be in no row of a table by projects. */
function checkProject(row: Row, { rows }: Dataset, problems: Problems): void {
  const project = row.cells['项目编码'];
  if (project && !rows['项目.csv'].some(({ cells }) => cells['项目编码'] === project))
    problems.at(row, `项目编码 ${project} 不在项目.csv 中。`);
}

/** What the row names must be there: a unit of the dataset; for plans also a project of it, and a code of the year. */
function checkReferences(row: Row, owner: string, dataset: Dataset, catalogue: Catalogue, problems: Problems): void {
  const { manifest } = dataset;
  const isPlan = Object.hasOwn(PLAN_FILES, row.file);
  const isUnit = manifest.units.some(({ code }) => code === owner);
  // Tables add up plans by unit; other registers may be kept by the department as a whole.
  if (!isUnit && (isPlan || owner !== manifest.department.code))
    problems.at(row, `预算单位 ${owner} 不在 dataset.yaml 的 units 中。`);
  // Last year's projects and codes may be gone.
  if (!isPlan || row.file === '上年数.csv') return;
  const { 支出功能分类: functionCode } = row.cells;
  checkProject(row, dataset, problems);
  if (functionCode && !catalogue.functions.find(functionCode))
    problems.at(row, `支出功能分类 ${functionCode} 不在 ${catalogue.year} 年科目表中。`);
}
