import { UNIT_KINDS } from '@yujue/classification';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const text = z.string().trim().min(1);

const manifest = z.strictObject({
  dataset: text,
  title: text,
  fiscalYear: z.int(),
  department: z.strictObject({ code: text, name: text }),
  units: z.array(z.strictObject({ code: text, name: text, kind: z.enum(UNIT_KINDS) })).min(1),
  editions: z.array(text),
  closing: z.union([z.literal('none'), z.literal('year'), z.int().min(1).max(12)]),
});

/** dataset.yaml: whose year it is, its units, and how far its books are closed. */
export type Manifest = z.infer<typeof manifest>;

/** Reads dataset.yaml; tells what is wrong as sentences. */
export function readManifest(yaml: string): Manifest | readonly string[] {
  const document = parseDocument(yaml);
  if (document.errors.length > 0)
    return document.errors.map(({ message }) => `dataset.yaml：格式有误（${message.split('\n')[0]}）。`);
  const parsed = manifest.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(
    (issue) => `dataset.yaml：${issue.path.join('.') || '内容'} 不正确（${issue.message}）。`,
  );
}
