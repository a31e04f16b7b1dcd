import { Directory, checkEdition, fillEdition } from '@yujue/reporting';
import { DESCRIPTOR, factsOfPackage } from '@yujue/report-files';
import { readStamp } from '@yujue/report-files';
import { PackageError, namesInZip } from '@yujue/office-files';
import { profileOf } from '@yujue/fitting';
import { OfficeFileError } from '@yujue/office-files';
import { type PublishedFile } from '@yujue/published';
import { type DocumentCheck, type DocumentRules } from './document-check';

/** Whether a file is an Open Fiscal Data Package. */
export const isPackage = ({ bytes }: PublishedFile): boolean => namesInZip(bytes)?.has(DESCRIPTOR) ?? false;

/**
 * 勾稽 of an Open Fiscal Data Package: it holds the lines under the tables, so the edition's tables are computed from them
 * again and compared in 分.
 *
 * @throws OfficeFileError for a package that is damaged or that `yujue report` did not write.
 */
export function checkPackage(file: PublishedFile, { edition, catalogueOf, profiles }: DocumentRules): DocumentCheck {
  const { year, facts, departmentName, units, projects } = contentOf(file);
  const { authority } = profileOf(departmentName, profiles);
  const directory = new Directory(units, projects, { name: departmentName, authority });
  const filled = fillEdition(edition, { facts, catalogue: catalogueOf(year), directory });
  return {
    publisher: departmentName,
    fiscalYear: year,
    tables: checkEdition(filled),
    words: { compared: 0, findings: [] },
    problems: [],
  };
}

function contentOf({ name, bytes }: PublishedFile) {
  try {
    const stamp = readStamp(bytes, null);
    if (!stamp) throw new PackageError('其中没有戳记，不知是哪一年的，它不是由 yujue report 生成的');
    return { year: stamp.year, ...factsOfPackage(bytes) };
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    throw new OfficeFileError('FILE_UNSAFE', `“${name}”没有读入：${error.message}`);
  }
}
