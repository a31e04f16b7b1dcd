import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type DocumentCheck, checkFile } from '@yujue/document-checks';
import { sidecarName } from '@yujue/report-files';
import { Editions } from '../configuration/editions';
import { fitRules, readDocumentFile } from './intake-document';

/** What 勾稽 of a document asks for. */
export interface DocumentCheckQuestion {
  /** The published document, or the tables that `yujue report` wrote; the stamp of a CSV is in a file beside it. */
  readonly file: string;
  /** The edition that it follows. */
  readonly edition: string;
  /** YUJUE_HOME, for the office's own editions, catalogues and profiles. */
  readonly home: string;
}

/**
 * `yujue check <edition> --file`: runs an edition's 勾稽 rules over a document as it is printed. Needs no database.
 *
 * @throws UserError for a file or an edition that is not there, PublishedDocumentError for a file that cannot be read.
 */
export async function checkDocumentFile({ file, edition, home }: DocumentCheckQuestion): Promise<DocumentCheck> {
  const bytes = readDocumentFile(file);
  const stamp = sidecarName(file);
  const sidecar = existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
  const document = { name: basename(file), bytes, sidecar };
  return checkFile(document, { edition: Editions.read(home).of(edition), ...(await fitRules(home)) });
}
