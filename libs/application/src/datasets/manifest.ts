import { UNIT_KINDS } from '@yujue/classification';
import { fields } from '@yujue/ledger';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const text = fields.text();

const manifest = z
  .strictObject({
    dataset: text,
    title: text,
    fiscalYear: fields.fiscalYear,
    department: z.strictObject({ code: fields.code(), name: text, authority: text.optional() }),
    units: z
      .array(z.strictObject({ code: fields.code(), name: text, kind: z.enum(UNIT_KINDS) }))
      .min(1)
      .max(fields.DEPARTMENT_UNITS_MAX, `一个部门至多 ${fields.DEPARTMENT_UNITS_MAX} 个预算单位`)
      .refine((units) => new Set(units.map(({ code }) => code)).size === units.length, { error: '单位编码重复' }),
    editions: z.array(fields.id()),
    closing: z.union([z.literal('none'), z.literal('year'), z.int().min(1).max(12)]),
    /** fitted: every amount was inferred from the totals of the published document `source`. */
    basis: z.literal('fitted').optional(),
    source: z
      .strictObject({ file: text, sha256: z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位小写十六进制') })
      .optional(),
  })
  .refine(({ basis, source }) => (basis === undefined) === (source === undefined), {
    path: ['source'],
    error: 'basis: fitted 与 source 应同时写明',
  });

/** dataset.yaml: whose year it is, its units, how far its books are closed, and whether it is fitted. */
export type Manifest = z.infer<typeof manifest>;

/** Reads dataset.yaml; reports what is wrong as sentences. */
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
