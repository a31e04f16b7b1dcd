import { Option } from 'commander';
import { UsageError } from './failure';

/** Returns the value of a text, or undefined if the text has none. */
type Read = (text: string) => unknown;

/** An option whose value is checked while the command line is read; `expected` completes “应为……”. */
function checkedOption(flags: string, description: string, read: Read, expected: string): Option {
  const [name] = flags.split(' ');
  return new Option(flags, description).argParser((text: string) => {
    const value = read(text);
    if (value !== undefined) return value;
    throw new UsageError(`${name} 应为${expected}，实为“${text}”。`);
  });
}

const wholeNumber =
  (least: number, most: number): Read =>
  (text) =>
    /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/** By hand: a library of schemas would take a third of the time in which a command starts. */
export const readDay: Read = (text) => (isDay(text) ? text : undefined);

const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

export const readInstant: Read = (text) => {
  const day = INSTANT.exec(text)?.[1];
  return day !== undefined && isDay(day) ? text : undefined;
};

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
  checkedOption('--as-of <yyyy-mm-dd>', '截至业务日期，不写为全年', readDay, '日期，例如 2020-06-30');

export const knownAtOption = (): Option =>
  checkedOption(
    '--known-at <instant>',
    '只计该时刻以前已登记的业务，不写为现在',
    readInstant,
    '带时区的时刻，例如 2020-07-01T09:00:00+08:00',
  );

/** The values of an option, each with further words for it, in the order in which they are listed. */
export type Choices<T extends string> = Readonly<Record<T, readonly string[]>>;

/** An option with a few possible values. A value's other words are taken as well, and capitals do not matter. */
export function choiceOption<T extends string>(flags: string, description: string, choices: Choices<T>): Option {
  const values = Object.keys(choices) as T[];
  const wordsOf = (value: T) => [value, ...choices[value]].map((word) => word.toLowerCase());
  const read: Read = (text) => values.find((value) => wordsOf(value).includes(text.toLowerCase()));
  const listed = values.map((value) => (choices[value][0] === undefined ? value : `${value}（${choices[value][0]}）`));
  const option = checkedOption(flags, `${description}：${listed.join('、')}`, read, ` ${values.join('、')} 之一`);
  // Completion offers them; commander itself would compare them before `read` has translated a word.
  option.argChoices = values;
  return option;
}

export const TEXT_AND_JSON = { text: ['文本'], json: [] } as const satisfies Choices<'text' | 'json'>;

/** What a command prints: for people, or for programs. */
export const formatOption = <T extends string>(formats: Choices<T>): Option =>
  choiceOption('--format <format>', '格式', formats).default('text');

export const outOption = (): Option => new Option('--out <file>', '写入文件，不写则输出到屏幕');
