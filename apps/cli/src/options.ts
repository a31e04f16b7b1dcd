import { Option } from 'commander';
import { z } from 'zod';
import { UsageError } from './failure';

/** An option whose value is checked while the command line is read; `expected` completes “应为……”. */
function checkedOption(flags: string, description: string, schema: z.ZodType, expected: string): Option {
  const [name] = flags.split(' ');
  return new Option(flags, description).argParser((value: string) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new UsageError(`${name} 应为${expected}，实为“${value}”。`);
  });
}

const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(least).max(most));

/** Whose report it is. */
export interface DepartmentYearOptions {
  readonly department: string;
  readonly year: number;
}

/** As of when: by business date, and by what was recorded. */
export interface MomentOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
}

export const departmentOption = (): Option =>
  new Option('--department <code>', '部门编码，例如 gz-ybj').makeOptionMandatory();

export const yearOption = (): Option =>
  checkedOption('--year <yyyy>', '预算年度', wholeNumber(1990, 2200), '四位年份，例如 2020').makeOptionMandatory();

export const monthOption = (): Option =>
  checkedOption('--month <m>', '截至月份，1–12', wholeNumber(1, 12), ' 1–12 的月份').makeOptionMandatory();

export const asOfOption = (): Option =>
  checkedOption('--as-of <yyyy-mm-dd>', '截至业务日期，不写为全年', z.iso.date(), '日期，例如 2020-06-30');

export const knownAtOption = (): Option =>
  checkedOption(
    '--known-at <instant>',
    '只计该时刻以前已登记的业务，不写为现在',
    z.iso.datetime({ offset: true }),
    '带时区的时刻，例如 2020-07-01T09:00:00+08:00',
  );

/** An option with a few possible values. */
export const choiceOption = <T extends string>(
  flags: string,
  description: string,
  choices: readonly [T, ...T[]],
): Option =>
  checkedOption(flags, `${description}：${choices.join('、')}`, z.enum(choices), ` ${choices.join('、')} 之一`).default(
    choices[0],
  );

export const outOption = (): Option => new Option('--out <file>', '写入文件，不写则输出到屏幕');
