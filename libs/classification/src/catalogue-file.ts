import { z } from 'zod';
import { EXPENDITURE_KINDS, FUND_NATURES, UNIT_KINDS } from './dimensions';

const CODE_MUST_BE_TEXT = '代码必须写成带引号的数字文本，例如 "30201"';
const code = z.string({ error: CODE_MUST_BE_TEXT }).regex(/^\d+$/, { error: CODE_MUST_BE_TEXT });

const text = z.string({ error: '必须填写文字' }).trim().min(1, { error: '不能为空' });

const entry = z.strictObject({
  code,
  name: text,
  /** A key of `sources`; without it the entry comes from the file's main source. */
  source: text.optional(),
  notItemised: z.boolean().default(false),
});

const operatingCostRule = z.strictObject({
  name: text,
  basis: text,
  inferred: z.boolean().default(false),
  unitKinds: z.array(z.enum(UNIT_KINDS)).min(1),
  fundNatures: z.array(z.enum(FUND_NATURES)).min(1),
  parts: z
    .array(
      z.strictObject({ expenditureKinds: z.array(z.enum(EXPENDITURE_KINDS)).min(1), economicCodes: z.array(code) }),
    )
    .min(1),
});

/**
 * What a year has beside or instead of the national lists: `catalogues/<year>.yaml`, or a file of the same form that an
 * office has. A list in it replaces the national one; what is absent stays. Unknown keys are refused, so that
 * a misspelt one is not silently dropped.
 */
export const catalogueFile = z.strictObject({
  year: z.int({ error: '必须是四位年份' }).min(1900).max(2999),
  /** The key, in `sources`, of the document most entries come from. */
  source: text,
  sources: z.record(z.string(), text),
  functions: z.array(entry).optional(),
  economic: z.array(entry).optional(),
  government: z.array(entry).optional(),
  /** Entries that documents of the year print otherwise than the lists: another name, or no 项 below a 款. */
  asPrinted: z
    .strictObject({
      functions: z.array(entry).default([]),
      economic: z.array(entry).default([]),
      government: z.array(entry).default([]),
    })
    .optional(),
  nonTax: z.array(entry).optional(),
  /** 对照: government code ← departmental codes, for units of the named kinds. */
  governmentEconomic: z
    .array(
      z.strictObject({
        source: text,
        unitKinds: z.array(z.enum(UNIT_KINDS)).min(1),
        from: z.record(code, z.array(code)),
      }),
    )
    .optional(),
  sangong: z
    .strictObject({
      fundNatures: z.array(z.enum(FUND_NATURES)).min(1),
      items: z.array(z.strictObject({ name: text, economicCodes: z.array(code).min(1) })),
    })
    .optional(),
  operatingCost: z.array(operatingCostRule).optional(),
});

export type CatalogueFile = z.infer<typeof catalogueFile>;
export type CatalogueFileEntry = z.infer<typeof entry>;
