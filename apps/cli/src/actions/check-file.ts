import { CheckDocument } from '@yujue/application/intake';
import { findingsOf, renderDocumentCheckText, toDocumentCheckJson } from '@yujue/document-checks';
import { Failure } from '../failure';
import { jsonText, print } from '../terminal/output';
import { withDocuments } from '../with-documents';
import { failOnErrors } from './fail-on-errors';

interface FileCheckOptions {
  readonly file: string;
  readonly format: 'text' | 'json';
}

/**
 * `yujue check <edition> --file`: 勾稽 of the figures in a file. Throws Failure when a hard rule fails, or when not all of
 * the file was understood.
 */
export async function checkFile(edition: string, { file, format }: FileCheckOptions): Promise<void> {
  const result = await withDocuments(({ queries }) => queries.execute(new CheckDocument({ file, edition })));
  await print(format === 'json' ? jsonText(toDocumentCheckJson(result)) : renderDocumentCheckText(result));
  failOnErrors(findingsOf(result));
  if (result.problems.length > 0) throw new Failure('文件没有全部读懂，没有读懂之处未经检查。');
}
