import { Directory, checkEdition, fillEdition } from '@yujue/reporting';
import { DESCRIPTOR, factsOfPackage, readStamp } from '@yujue/report-files';
import { PackageError, namesInZip, OfficeFileError } from '@yujue/office-files';
import { profileOf } from '@yujue/fitting';
import { type PublishedFile } from '@yujue/published';
import { type DocumentCheck, type DocumentRules } from './document-check';

/** Whether a file is an Open Fiscal Data Package. */
export const isPackage = async ({ bytes }: PublishedFile): Promise<boolean> =>
  (await namesInZip(bytes))?.has(DESCRIPTOR) ?? false;

/**
 * 勾稽 of an Open Fiscal Data Package: it holds the lines under the tables, so the edition's tables are computed from them
 * again and compared in 分.
 *
 * @throws OfficeFileError for a package that is damaged or that `yujue report` did not write.
 */
export async function checkPackage(
  file: PublishedFile,
  { edition, catalogueOf, profiles }: DocumentRules,
): Promise<DocumentCheck> {
  const { year, facts, departmentName, units, projects } = await contentOf(file);
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

async function contentOf({ name, bytes }: PublishedFile) {
  try {
    const stamp = await readStamp(bytes, null);
    if (!stamp) throw new PackageError('其中没有戳记，不知是哪一年的，它不是由 yujue report 生成的');
    return { year: stamp.year, ...(await factsOfPackage(bytes)) };
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    throw new OfficeFileError('FILE_UNSAFE', `“${name}”没有读入：${error.message}`);
  }
}
