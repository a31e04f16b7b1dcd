import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import {
  type Intake,
  type IntakeProgress,
  type IntakeRules,
  parsePairings,
  parseProfiles,
  sourceOf,
  takeIn,
} from '@yujue/fitting';
import { Catalogues } from '../configuration/catalogues';
import { readDataFiles } from '../configuration/data-files';
import { Editions } from '../configuration/editions';
import { Narratives } from '../configuration/narratives';
import { readManifest } from '../datasets/manifest';
import { UserError } from '../user-error';

/** The largest of the published documents is under 1 MB; a workbook with pictures may be larger. */
const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024;

/** What an intake asks for. */
export interface IntakeQuestion {
  /** The published document: text, HTML, .xlsx or .docx. */
  readonly file: string;
  /** The folder to write the dataset into; its last part becomes the dataset's id. */
  readonly out: string;
  /** YUJUE_HOME, for the office's own editions, catalogues and profiles. */
  readonly home: string;
}

/**
 * `yujue intake`: takes a published document in and writes it as a dataset's folder, whole or not at all. The same file
 * into the same folder again writes the same. Needs no database.
 *
 * @throws UserError for a file or folder that cannot be, PublishedDocumentError for a document that cannot be read, FitFailure.
 */
export async function intakeDocument(
  { file, out, home }: IntakeQuestion,
  onProgress: (progress: IntakeProgress) => void = () => undefined,
): Promise<Intake> {
  const folder = resolve(out);
  const document = { name: basename(file), bytes: readDocumentFile(file) };
  await refuseToOverwrite(folder, sourceOf(document).sha256);
  const intake = await takeIn(document, basename(folder), await intakeRules(home), onProgress);
  // The solver blocks, so a Ctrl-C that came meanwhile is only heard here.
  await new Promise((heard) => setImmediate(heard));
  onProgress({ phase: '写入', done: 0, total: 1 });
  await writeWhole(folder, intake);
  return intake;
}

/** The rules that ship with the program, and the office's own. */
export const intakeRules = async (home: string): Promise<IntakeRules> => ({
  editions: Editions.read(home).readable(),
  ...(await fitRules(home)),
});

/** What documents of any edition are understood by. */
export async function fitRules(home: string): Promise<Omit<IntakeRules, 'editions'>> {
  const catalogues = await Catalogues.read(home);
  const narratives = Narratives.read(home);
  return {
    catalogueOf: (year) => catalogues.ofYear(year),
    narrativeOf: (edition) => narratives.find(edition),
    profiles: readDataFiles('libs/fitting/profiles', join(home, 'profiles')).flatMap(({ text }) => parseProfiles(text)),
    pairings: readDataFiles('libs/fitting/pairings', join(home, 'pairings')).flatMap(({ text }) => parsePairings(text)),
  };
}

/** The bytes of a document. Throws UserError for a path without file and for a file that is too large. */
export function readDocumentFile(file: string): Buffer {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new UserError('DOCUMENT_NOT_FOUND', `没有文件 ${file}。请检查路径。`);
  if (statSync(file).size > DOCUMENT_BYTES_MAX)
    throw new UserError(
      'DOCUMENT_TOO_LARGE',
      `${file} 超过 ${DOCUMENT_BYTES_MAX / 1024 / 1024} MB，请只保留公开表部分。`,
    );
  return readFileSync(file);
}

/** A folder may be written again from the same file; anything else in it is a person's work. */
async function refuseToOverwrite(folder: string, sha256: string): Promise<void> {
  if (!existsSync(folder) || (await readdir(folder)).length === 0) return;
  const path = join(folder, 'dataset.yaml');
  const there = existsSync(path) ? readManifest(await readFile(path, 'utf8')) : null;
  if (there !== null && 'source' in there && there.source?.sha256 === sha256) return;
  throw new UserError('FOLDER_NOT_EMPTY', `文件夹 ${folder} 已有其他内容，不会覆盖。请用 --out 另指定一个文件夹。`, {
    kind: 'conflict',
  });
}

/** Written beside and then renamed, so that a folder is never half a dataset. */
async function writeWhole(folder: string, { files }: Intake): Promise<void> {
  const partial = join(dirname(folder), `.${basename(folder)}.${randomUUID()}`);
  await mkdir(partial, { recursive: true });
  try {
    for (const [name, content] of files) await writeFile(join(partial, name), content);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
