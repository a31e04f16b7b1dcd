import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../user-error';
import { DATASET_FILES, type DatasetFile, OPTIONAL_COLUMNS } from './columns';
import { Problems, type Row, readRows } from './csv';
import { type Manifest, readManifest } from './manifest';

/** A dataset's folder, read and checked for form; nothing is decided yet. */
export interface Dataset {
  readonly manifest: Manifest;
  readonly rows: Readonly<Record<DatasetFile, readonly Row[]>>;
  /** SHA-256 over every file: what makes loading it twice the same load. */
  readonly fingerprint: string;
}

/** One file may be this large; a year of a large department is a few MB. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** Reads a folder. Throws UserError with every problem of form as a detail. */
export function readDataset(folder: string): Dataset {
  const root = resolve(folder);
  const manifestPath = join(root, 'dataset.yaml');
  if (!existsSync(manifestPath))
    throw new UserError('DATASET_NOT_FOUND', `${root} 不是数据集文件夹：缺少 dataset.yaml。`, 404);
  const problems = new Problems();
  const hash = createHash('sha256');
  const read = (name: string): string => {
    const path = join(root, name);
    if (!existsSync(path)) return '';
    if (statSync(path).size > FILE_BYTES_MAX)
      throw new UserError('DATASET_TOO_LARGE', `${name} 超过 ${FILE_BYTES_MAX / 1024 / 1024} MB，请分年度整理。`);
    const text = readFileSync(path, 'utf8');
    hash.update(`${name}\0${text.length}\0${text}`);
    return text;
  };
  const manifest = readManifest(read('dataset.yaml'));
  if (Array.isArray(manifest)) throw invalid(manifest as string[]);
  const rows = Object.fromEntries(
    Object.entries(DATASET_FILES).map(([name, columns]) => {
      const text = read(name);
      const optional = OPTIONAL_COLUMNS[name as DatasetFile] ?? [];
      return [name, text === '' ? [] : readRows(name, text, { columns, optional }, problems)];
    }),
  ) as Record<DatasetFile, Row[]>;
  const checked = manifest as Manifest;
  if (checked.dataset !== basename(root))
    problems.add(`dataset.yaml：dataset 为 ${checked.dataset}，应与文件夹名 ${basename(root)} 相同。`);
  if (problems.any) throw invalid(problems.sentences);
  return { manifest: checked, rows, fingerprint: hash.digest('hex') };
}

/** At most this many problems are spelled out; the count tells the rest. */
const PROBLEMS_SHOWN_MAX = 50;

export function invalid(sentences: readonly string[]): UserError {
  const more = sentences.length > PROBLEMS_SHOWN_MAX ? [`…… 另有 ${sentences.length - PROBLEMS_SHOWN_MAX} 处。`] : [];
  return new UserError(
    'DATASET_INVALID',
    `数据集有 ${sentences.length} 处问题，未装载任何数据。请修改后重新装载。`,
    422,
    [...sentences.slice(0, PROBLEMS_SHOWN_MAX), ...more],
  );
}
