import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../user-error';
import { DATASET_FILES, type DatasetFile, OPTIONAL_COLUMNS } from './columns';
import { Problems, type Row, readCsvRows } from './csv';
import { type Manifest, readManifest } from './manifest';

/** A dataset's folder, read and checked for form; nothing is decided yet. */
export interface Dataset {
  readonly manifest: Manifest;
  readonly rows: Readonly<Record<DatasetFile, readonly Row[]>>;
}

/** One file may be this large; a year of a large department is a few MB. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** The absolute path of a dataset's folder. Throws UserError `DATASET_NOT_FOUND` when there is none. */
export function datasetFolder(folder: string): string {
  const root = resolve(folder);
  if (existsSync(join(root, 'dataset.yaml'))) return root;
  throw new UserError('DATASET_NOT_FOUND', `${root} 不是数据集文件夹：缺少 dataset.yaml。`);
}

/** Reads a folder. Throws UserError with every problem of form as a detail. */
export function readDataset(folder: string): Dataset {
  const root = datasetFolder(folder);
  const problems = new Problems();
  const read = (name: string): string => {
    const path = join(root, name);
    if (!existsSync(path)) return '';
    if (statSync(path).size > FILE_BYTES_MAX)
      throw new UserError('DATASET_TOO_LARGE', `${name} 超过 ${FILE_BYTES_MAX / 1024 / 1024} MB，请分年度整理。`);
    return readFileSync(path, 'utf8');
  };
  const manifest = readManifest(read('dataset.yaml'));
  if (Array.isArray(manifest)) throw invalid(manifest as string[]);
  const rows = Object.fromEntries(
    Object.entries(DATASET_FILES).map(([name, columns]) => {
      const text = read(name);
      const optional = OPTIONAL_COLUMNS[name as DatasetFile] ?? [];
      return [name, text === '' ? [] : readCsvRows(name, text, { columns, optional }, problems)];
    }),
  ) as Record<DatasetFile, Row[]>;
  const checked = manifest as Manifest;
  if (checked.dataset !== basename(root))
    problems.add(`dataset.yaml：dataset 为 ${checked.dataset}，应与文件夹名 ${basename(root)} 相同。`);
  if (problems.any) throw invalid(problems.sentences);
  return { manifest: checked, rows };
}

/** At most this many problems are listed; the count covers the rest. */
const PROBLEMS_SHOWN_MAX = 50;

const shown = (sentences: readonly string[]): string[] => {
  const more = sentences.length > PROBLEMS_SHOWN_MAX ? [`…… 另有 ${sentences.length - PROBLEMS_SHOWN_MAX} 处。`] : [];
  return [...sentences.slice(0, PROBLEMS_SHOWN_MAX), ...more];
};

export const invalid = (sentences: readonly string[]): UserError =>
  new UserError('DATASET_INVALID', `数据集有 ${sentences.length} 处问题，未装载任何数据。请修改后重新装载。`, {
    details: shown(sentences),
  });

/** The folder says otherwise than the log. */
export const clashing = ({ department, fiscalYear }: Manifest, sentences: readonly string[]): UserError =>
  new UserError(
    'DATASET_CLASHES',
    `文件夹与 ${department.name} ${fiscalYear} 年度已登记的数据有 ${sentences.length} 处不同，未装载任何数据。已登记的不会改动：请恢复这些行；如有误，请办理退回、更正或追加、追减。`,
    { kind: 'conflict', details: shown(sentences) },
  );
