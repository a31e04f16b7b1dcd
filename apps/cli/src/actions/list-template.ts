import { writeFile } from 'node:fs/promises';
import { catalogueTemplateOf, readConfiguration } from '@yujue/application/configuration';
import { type ListKind, type TemplateFormat, exampleSubject, listTemplate } from '@yujue/list-import';
import { writeAtomically } from '../terminal/atomic-file';
import { note } from '../terminal/output';

/** `yujue list template`: a template whose examples name a unit that is to be replaced. Needs no data. */
export async function exampleTemplate(kind: ListKind, out: string): Promise<void> {
  const subject = exampleSubject(new Date().getFullYear());
  await writeTemplate(out, await listTemplate(kind, templateFormat(out), subject));
}

/** `yujue list template 科目`: a year's 科目, which an office corrects and keeps as a file. Needs no data. */
export async function catalogueTemplate(year: number, out: string): Promise<void> {
  const { home } = readConfiguration(process.env);
  await writeTemplate(out, await catalogueTemplateOf(home, year, templateFormat(out)));
}

export const templateFormat = (out: string): TemplateFormat => (out.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx');

export async function writeTemplate(out: string, content: Buffer): Promise<void> {
  const { path } = await writeAtomically(out, (draft) => writeFile(draft, content, { flush: true }));
  note(`已写入 ${path}。`);
}
