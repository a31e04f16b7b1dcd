import { stringify as csv } from 'csv-stringify/sync';
import { stringify as yaml } from 'yaml';
import { type DatasetRow, type FiledRow } from './dataset-rows';

/** What dataset.yaml says of a fitted year. */
export interface FittedManifest {
  readonly dataset: string;
  readonly title: string;
  readonly fiscalYear: number;
  readonly department: { readonly code: string; readonly name: string; readonly authority?: string };
  readonly units: readonly { readonly code: string; readonly name: string; readonly kind: string }[];
  readonly editions: readonly string[];
  readonly closing: 'none' | 'year';
  /** Every money event of the dataset is marked as fitted, and says to which file. */
  readonly basis: 'fitted';
  readonly source: { readonly file: string; readonly sha256: string };
}

/** The files of a dataset's folder by name: dataset.yaml, and a CSV file for every kind of row that there is. */
export function datasetFiles(manifest: FittedManifest, rows: readonly FiledRow[]): Map<string, string> {
  const byFile = new Map<string, DatasetRow[]>();
  for (const { file, row } of rows) {
    const own = byFile.get(file);
    if (own) own.push(row);
    else byFile.set(file, [row]);
  }
  return new Map([
    ['dataset.yaml', yaml(manifest)],
    ...[...byFile].map(([file, own]): [string, string] => [file, csv(own, CSV_FOR_EXCEL)]),
  ]);
}

/** Excel takes a file for UTF-8 only when it begins with a byte order mark. */
const CSV_FOR_EXCEL = { header: true, bom: true, record_delimiter: 'windows' } as const;
