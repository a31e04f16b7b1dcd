import { fields } from '@yujue/ledger';
import { type Fen, MoneyError, type MoneyUnit, ZERO, negate, parseAmount } from '@yujue/money';
import { type ListField } from './fields';

/** A text that is not what its column should hold: the sentence for people says what to write instead. */
export class ValueFault {
  constructor(readonly message: string) {}
}

/**
 * Reads an amount as people and systems write it: `1,234.50`, `１２３４．５`, `¥ 12`, `(12.00)` and `-12.00` for what goes out,
 * `-` alone for zero. Null for a blank cell.
 */
export function readListAmount(text: string, unit: MoneyUnit): Fen | null | ValueFault {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s¥￥]/g, '')
    .replace(/[−–—]/g, '-')
    .replace(/^(?:RMB|CNY)/i, '')
    .replace(/元$/, '');
  if (digits === '') return null;
  if (/^-+$/.test(digits)) return ZERO;
  const inBrackets = /^\((.+)\)$/.exec(digits)?.[1];
  const unsigned = (inBrackets ?? digits).replace(/^\+/, '');
  // Separators only where they belong: “1,23” may be a mistyped 1.23.
  const isGrouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(unsigned);
  if (/^-?\d(\.\d+)?e[+-]?\d+$/i.test(unsigned))
    return new ValueFault(`“${text}”是科学计数法，位数可能已丢失。请把该列设为数值格式后重新填写。`);
  try {
    const amount = parseAmount(isGrouped ? unsigned.replaceAll(',', '') : unsigned, unit);
    if (Math.abs(amount) > fields.DEPARTMENT_SUM_MAX)
      return new ValueFault(`“${text}”超过 ${fields.DEPARTMENT_SUM_MAX_WORDS}，请核对金额和单位。`);
    return inBrackets === undefined ? amount : negate(amount);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return new ValueFault(
      error.code === 'AMOUNT_NOT_AN_AMOUNT'
        ? `“${text}”不是金额，请填写以${unit}为单位的数字，例如 1234.50。`
        : error.message,
    );
  }
}

const DATE_FORMS = [
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]?\d{1,2}:\d{2}.*)?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
] as const;
/** Excel counts days from here (its 1900 is no leap year to us, and no budget is that old). */
const EXCEL_DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** Reads a date: 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305, with or without a time, or Excel's serial number. */
export function readListDate(text: string): string | ValueFault {
  const written = text
    .normalize('NFKC')
    .trim()
    .replace(/\s*([-/.年月日])\s*/g, '$1');
  for (const form of DATE_FORMS) {
    const match = form.exec(written);
    if (match) return calendarDate(Number(match[1]), Number(match[2]), Number(match[3])) ?? noDate(text);
  }
  // Five digits: between 1954 and 2173, and never a year alone.
  if (/^[2-9]\d{4}(\.\d+)?$/.test(written))
    return new Date(EXCEL_DAY_ZERO + Math.floor(Number(written)) * DAY_MS).toISOString().slice(0, 10);
  return noDate(text);
}

function calendarDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

const noDate = (text: string): ValueFault => new ValueFault(`“${text}”不是日期，请写作 2026-03-05。`);

/** The code in `2101506`, `2101506 医疗保障经办事务`, `[2101506]…`, `…（2101506）`; null for a name alone. */
export function readCode(text: string): string | null {
  const written = text.normalize('NFKC').trim();
  const match =
    /^[[(【]?([A-Za-z]*\d[\dA-Za-z]*)(?![\dA-Za-z])/.exec(written) ??
    /[[(【]([A-Za-z]*\d[\dA-Za-z]*)[\])】]$/.exec(written);
  return match?.[1] ?? null;
}

/** A project as a cell names it: by its code, by its name, or by both. */
export interface ProjectText {
  readonly code: string | null;
  readonly name: string | null;
}

const PROJECT_FORMS = [
  /^[[(【](?<code>[\w.-]+)[\])】]\s*(?<name>.*)$/,
  /^(?<code>[\w.-]+)$/,
  /^(?<code>(?=[\w.-]*\d)[\w.-]+)[\s:：、—]+(?<name>.+)$/,
  // Codes that stand right before a name are long; `2021年运行经费` is a name, and has no code.
  /^(?<code>(?=[A-Za-z]*\d)[A-Za-z\d]{6,})(?<name>\D.*)$/,
  /^(?<name>.*\S)\s*[[(【](?<code>(?=[\w.-]*\d)[\w.-]+)[\])】]$/,
] as const;

/** Reads a project: `P0202`, `P0202 救助`, `[P0202]救助`, `救助（P0202）`, `4401002100001救助`, or a name alone. */
export function readProject(text: string): ProjectText {
  const written = text.normalize('NFKC').trim();
  for (const form of PROJECT_FORMS) {
    const { code, name } = form.exec(written)?.groups ?? {};
    if (code !== undefined) return { code, name: name?.trim() || null };
  }
  return { code: null, name: written };
}

/** Numbers that name something in the ledger: 单据号 is the number of a payment where a list has no other. */
const ID_FIELDS: readonly ListField[] = ['指标编号', '支付编号', '原支付编号', '单据号'];

/** How long the ledger lets a text be. What names a line is measured with the line. */
const CHARS_MAX: Readonly<Partial<Record<ListField, number>>> = {
  文号: fields.DOCUMENT_NO_CHARS_MAX,
  单据号: fields.DOCUMENT_NO_CHARS_MAX,
  支付编号: fields.ID_CHARS_MAX,
  原支付编号: fields.ID_CHARS_MAX,
  原因: fields.REASON_CHARS_MAX,
  收款人: fields.TEXT_CHARS_MAX,
};

/**
 * Reads words out of a cell. A list is typed by people and printed by other systems, so what the ledger would refuse is brought
 * into the normal form here: full-width digits of a number, line breaks and invisible characters of a word.
 */
export function readListWords(field: ListField, text: string): string | ValueFault {
  const words = ID_FIELDS.includes(field) ? fields.normalId(text) : fields.normalText(text);
  const most = CHARS_MAX[field] ?? Infinity;
  return words.length > most ? new ValueFault(`${field}有 ${words.length} 个字符，至多 ${most} 个。请缩短。`) : words;
}
