import { type Edition } from '@yujue/reporting';
import { type DepartmentProfile } from '@yujue/fitting';
import { decodeText } from '@yujue/office-files';
import { refuseBySize, type PublishedDocument, type PublishedFile, readPublishedDocument } from '@yujue/published';
import { CSV_START, documentOfCsv } from './report-file/report-csv';
import { documentOfJson } from './report-file/report-json';

/** A file to be checked. */
export interface CheckedFile extends PublishedFile {
  /** The text of the stamp beside a CSV report, which says whose and of which year it is; absent where there is none. */
  readonly sidecar?: string | null;
}

/**
 * Reads a published document, or tables that `yujue report` wrote, recognised by content.
 *
 * @throws PublishedDocumentError for a file that cannot be read, is no such file, or does not have the edition's tables.
 */
export function readCheckedFile(
  file: CheckedFile,
  edition: Edition,
  profiles: readonly DepartmentProfile[],
): PublishedDocument | Promise<PublishedDocument> {
  refuseBySize(file);
  const { name, bytes } = file;
  const start = bytes
    .subarray(0, START_BYTES)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  const nameOf = (code: string) => profiles.find((profile) => profile.code === code)?.name ?? code;
  if (start.startsWith('{')) return documentOfJson(decodeText(bytes, name), name, edition, nameOf);
  if (start.startsWith(CSV_START)) return documentOfCsv(decodeText(bytes, name), file, edition, nameOf);
  return readPublishedDocument(file, [edition]);
}

/** The kind of a text shows in its first bytes. */
const START_BYTES = 64;
