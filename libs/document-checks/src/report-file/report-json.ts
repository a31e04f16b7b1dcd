import { type Edition } from '@yujue/reporting';
import { z } from 'zod';
import { type PublishedDocument, type PublishedTable } from '@yujue/published';
import { OfficeFileError } from '@yujue/office-files';
import { type NameOf, reportFileDocument } from './report-document';

/** What a check needs of a JSON report; the rest of it may grow. */
const reportJson = z.object({
  edition: z.string(),
  department: z.string(),
  year: z.int(),
  tables: z.array(
    z.object({
      no: z.string(),
      title: z.string(),
      columns: z.array(z.string()),
      rows: z.array(
        z.object({
          side: z.string().nullable(),
          ordinal: z.string().nullable(),
          code: z.string().nullable(),
          name: z.string(),
          lineNo: z.string().nullable(),
          values: z.array(z.string().nullable()),
          texts: z.record(z.string(), z.string()).optional(),
        }),
      ),
      notes: z.array(z.string()),
    }),
  ),
});

/** Reads what `yujue report --format json` writes. Throws OfficeFileError for any other JSON. */
export function documentOfJson(text: string, file: string, edition: Edition, nameOf: NameOf): PublishedDocument {
  const report = reportJson.safeParse(parsedJson(text));
  if (!report.success) {
    throw new OfficeFileError(
      'FILE_KIND_UNKNOWN',
      `“${file}”是 JSON，但不是 yujue report --format json 写出的报表，没有读入。请重新导出。`,
    );
  }
  const read = report.data.tables.map((table): PublishedTable => ({
    ...table,
    // The number of a row stands for its line: JSON is one line to those who made it.
    rows: table.rows.map((row, index) => ({ ...row, texts: row.texts ?? {}, place: { line: index + 1 } })),
  }));
  return reportFileDocument(file, report.data, read, edition, nameOf);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
