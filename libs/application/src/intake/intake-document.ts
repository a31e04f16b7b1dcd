import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Intake, type IntakeProgress, sourceOf, takeIn } from '@yujue/fitting';
import { readManifest } from '../datasets/manifest';
import { UserError } from '../user-error';
import { readDocumentFile } from './document-file';
import { DocumentRules } from './document-rules';

/** A published document, and where its dataset goes. */
export interface IntakeQuestion {
  /** The published document: text, HTML, .xlsx or .docx. */
  readonly file: string;
  /** The folder to write the dataset into; its last part becomes the dataset's id. */
  readonly out: string;
}

/**
 * Takes a published document in and writes it as a dataset's folder, whole or not at all. The same file into the same folder
 * again writes the same.
 *
 * @throws UserError for a file or folder that cannot be, PublishedDocumentError for a document that cannot be read, FitFailure.
 */
export class IntakeDocument extends Command<Intake> {
  constructor(
    readonly question: IntakeQuestion,
    readonly progress: (progress: IntakeProgress) => void = () => undefined,
  ) {
    super();
  }
}

@CommandHandler(IntakeDocument)
export class IntakeDocumentHandler implements ICommandHandler<IntakeDocument> {
  constructor(private readonly rules: DocumentRules) {}

  async execute({ question: { file, out }, progress }: IntakeDocument): Promise<Intake> {
    const folder = resolve(out);
    const document = { name: basename(file), bytes: readDocumentFile(file) };
    await refuseToOverwrite(folder, sourceOf(document).sha256);
    const intake = await takeIn(document, basename(folder), this.rules.all(), progress);
    // The solver blocks, so a Ctrl-C that came meanwhile is only heard here.
    await new Promise((heard) => setImmediate(heard));
    progress({ phase: '写入', done: 0, total: 1 });
    await writeWhole(folder, intake);
    return intake;
  }
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
