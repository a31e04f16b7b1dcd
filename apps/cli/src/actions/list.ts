import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, resolve } from 'node:path';
import {
  GetListTemplate,
  LoadList,
  PreviewList,
  type ListProgress,
  type ListQuestion,
  type TemplateYear,
} from '@yujue/application';
import { type ListKind } from '@yujue/list-import';
import { type MoneyUnit } from '@yujue/money';
import { OFFICE_FILE_BYTES_MAX } from '@yujue/office-files';
import { Failure } from '../failure';
import { type DepartmentYearOptions } from '../options';
import { explainingFileErrors } from '../terminal/atomic-file';
import { outcomeText } from '../terminal/list-text';
import { jsonText, print } from '../terminal/output';
import { withProgress } from '../terminal/progress';
import { catchUp, withApplication } from '../with-application';
import { templateFormat, writeTemplate } from './list-template';

interface ListOptions extends DepartmentYearOptions {
  readonly kind: ListKind;
  readonly map?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, string>>;
  readonly unit?: MoneyUnit;
  readonly format: 'text' | 'json';
}

/** `yujue list template` for a department's year: its examples are about one of its units, and can be imported as they are. */
export async function departmentTemplate(kind: ListKind, out: string, whose: TemplateYear): Promise<void> {
  const template = new GetListTemplate(kind, templateFormat(out), whose);
  await writeTemplate(out, await withApplication(({ queries }) => queries.execute(template)));
}

/** `yujue list preview`: what an import would do. Throws Failure when something in the list is in its way. */
export async function preview(file: string, options: ListOptions): Promise<void> {
  const question = await questionOf(file, options);
  const outcome = await withApplication(({ queries }) =>
    withRowProgress((progress) => queries.execute(new PreviewList(question, progress))),
  );
  await print(options.format === 'json' ? jsonText(outcome) : outcomeText(outcome));
  if (outcome.faultsTotal > 0) throw new Failure(`有 ${outcome.faultsTotal} 处问题，须修改后才能导入。`);
}

/** `yujue list load`: a list, whole or not at all. */
export async function load(file: string, options: ListOptions): Promise<void> {
  const question = await questionOf(file, options);
  const outcome = await withApplication(async (application) => {
    const loaded = await withRowProgress((progress) =>
      application.commands.execute(new LoadList(question, userInfo().username, progress)),
    );
    await catchUp(application);
    return loaded;
  });
  await print(options.format === 'json' ? jsonText(outcome) : outcomeText(outcome));
}

/** Reading and recording are counted apart: rows first, whose number is not known before, and then events. */
const withRowProgress = <T>(work: (progress: ListProgress) => Promise<T>): Promise<T> =>
  withProgress('读取', (reading) => withProgress('登记', (recording) => work({ reading, recording })), '行');

async function questionOf(
  file: string,
  { kind, department, year, map, set, unit }: ListOptions,
): Promise<ListQuestion> {
  return {
    bytes: await readLimited(file),
    fileName: basename(file),
    kind,
    department,
    fiscalYear: year,
    constants: set,
    unit,
    columns: map,
  };
}

/** One byte more than the limit is enough to know that a file is too large; the rest of it is not read. */
function readLimited(file: string): Promise<Buffer> {
  const path = resolve(file);
  return explainingFileErrors('读取', path, async () => {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(Math.min(size, OFFICE_FILE_BYTES_MAX + 1));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  });
}
