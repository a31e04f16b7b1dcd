import { type Contradiction, type Culprit } from '../contradictions';
import { type CellPlace } from '../grid';
import { type Mismatch } from '../verify';
import { type ReadingProblem } from '@yujue/published';
import { type IntakeJson, isInOrder } from './intake-json';
import { type UnpartedWords } from './unparted-words';

/** An intake for people: what was read, what contradicts itself, and what to do next. */
export function renderIntakeText(intake: IntakeJson, folder: string): string {
  const { publisher, year, edition, department, tables, statistics } = intake;
  return [
    `${publisher} ${year} 年度，版式 ${edition}：读出 ${tables} 张表，${statistics.cells} 个数。`,
    `拟合出 ${statistics.lines} 条指标。它们是能还原公布数的一种可能，不是单位的账，各处均标明“拟合”。`,
    ...findings(intake),
    `数据集已写入 ${folder}。下一步：`,
    `  yujue load ${inShell(folder)}`,
    `  yujue report ${edition} --department ${department} --year ${year}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function findings(intake: IntakeJson): string[] {
  const { assumptions, problems, unpartedWords, contradictions, unexplained, mismatches, statistics } = intake;
  return [
    ...list(
      assumptions,
      () => '文件没有写明、按下列假定处理：',
      (each) => `  ${each}`,
    ),
    ...list(problems, (count) => `有 ${count} 处没有读懂：`, problemLine),
    ...list(unpartedWords, () => '下列文字没有写入数据集，数不受影响：', unpartedLine),
    ...list(
      unexplained,
      (count) => `有 ${count} 个数在版式或科目表中没有对应的行、栏或科目：`,
      (it) => `  ${placeText(it)}`,
    ),
    ...(contradictions.length > 0 ? [`公布的数有 ${contradictions.length} 处自相矛盾：`] : []),
    ...contradictions.flatMap(contradictionLines),
    ...list(mismatches, () => '下列数没有还原，其余各数全部还原：', mismatchLine),
    ...(isInOrder(intake) ? [`${statistics.cells} 个数全部还原。`] : []),
  ];
}

/** A heading over lines; nothing where there is nothing to list. */
const list = <Item>(
  items: readonly Item[],
  heading: (count: number) => string,
  line: (item: Item) => string,
): string[] => (items.length === 0 ? [] : [heading(items.length), ...items.map(line)]);

/** A name that can be pasted after a command. */
const inShell = (name: string): string =>
  /[^\p{L}\p{N}_./-]/u.test(name) ? `'${name.replaceAll("'", String.raw`'\''`)}'` : name;

/** Where something could not be read, what is wrong, and its text. */
export const problemLine = ({ table, place, text, message }: ReadingProblem): string => {
  const where = [
    table === null ? '' : `表${table}，`,
    place.worksheet ? `工作表 ${place.worksheet} ` : '',
    `第 ${place.line} 行`,
  ];
  return `  ${where.join('')}：${message}（${text}）`;
};

const unpartedLine = ({ table, columns, rows, line }: UnpartedWords): string =>
  `  表${table}，第 ${line} 行起 ${rows} 行：“${columns.join('”“')}”在文本中连成一片，分不出各栏。请对照原文在 项目.csv 中补填，或改用该文件的 Excel、HTML 形式。`;

function contradictionLines({ culprits }: Contradiction, index: number): string[] {
  if (culprits.length === 1) return [`  ${index + 1}. ${culpritText(culprits[0]!)}`];
  return [
    `  ${index + 1}. 以下 ${culprits.length} 个数，改正其中任何一个即可相符：`,
    ...culprits.map((it) => `     ${culpritText(it)}`),
  ];
}

const culpritText = ({ place, printed, expected, least, most }: Culprit): string =>
  `${placeText(place)}：印 ${printed}，应为 ${expected}（其他各数允许 ${least ?? '任意小'} 至 ${most ?? '任意大'}）`;

const mismatchLine = ({ place, printed, filled }: Mismatch): string =>
  `  ${placeText(place)}：印 ${printed ?? '空白'}，账上为 ${filled ?? '空白'}`;

const placeText = ({ table, code, row, column }: CellPlace): string =>
  `表${table} ${code === null ? '' : `${code} `}${row} ${column}`;
