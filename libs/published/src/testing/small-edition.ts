import { type Edition, parseEdition } from '@yujue/reporting';
import { type PublishedDocument, type PublishedTable } from '../published-document';
import { readPublishedDocument } from '../read-published-document';

/** An invented edition with one table for each way of printing that the specs need. */
const SMALL = `
edition: small-2030-budget
title: 2030年度部门预算公开表
kind: budget
unit: 万元
decimals: 2
zero: printed
percent: { decimals: 1, dropTrailingZeros: true }
zeroBase: { completion: ——, share: ——, growth: —— }
tables:
  - no: '1'
    title: 收支预算总表
    measure: 年初预算
    columns: [预算数]
    rows:
      - side: income
        rows:
          - { ordinal: 一, name: 财政拨款 }
          - { ordinal: 二, name: 其他收入 }
          - { name: 收入总计 }
      - side: expenditure
        rows:
          - { each: functions, levels: [1], ordinalsFrom: 1, showCode: none }
          - { name: 支出总计 }
  - no: '2'
    title: 支出预算明细表
    codes: column
    measure: 年初预算
    columns: [总额, 基本支出, 项目支出]
    rows:
      - name: 合计
      - each: functions
  - no: '3'
    title: 项目支出预算表
    measure: 年初预算
    columns: [总额, 财政拨款, { name: 绩效目标, text: goal }]
    rows:
      - name: 合计
      - each: units
        rows: [{ each: projects }]
  - no: '4'
    title: 基本支出经济分类表
    codes: bracket
    measure: 年初预算
    columns: [预算数]
    rows:
      - name: 合计
      - { name: 工资, label: 其中：（一）工资 }
      - each: economic
  - no: '5'
    title: 采购预算表
    codes: column
    measure: 政府采购
    columns:
      - { name: 采购项目名称, text: entry:采购项目名称 }
      - { name: 品目名称, text: entry:品目名称 }
      - { name: 品目编号, text: entry:品目编号 }
      - { name: 数量, text: entry:数量 }
      - { name: 计量单位, text: entry:计量单位 }
      - 总额
      - 财政拨款
    rows:
      - name: 合计
      - each: units
        rows: [{ each: procurements, showCode: unit }]
  - no: '6'
    title: 任务安排表
    measure: 年初预算
    decimals: 0
    zero: blank
    columns: [{ name: 主要内容, text: content }, 总额, 其中：财政拨款, 其中：其他资金]
    rows:
      - { each: projects }
      - name: 总额合计
  - no: '7'
    title: 两年比较表
    measure: 年初预算
    trailingZeros: dropped
    columns: [{ name: 预算单位, text: unit }, 总额, 接待费]
    rows:
      - each: units
        ownRow: false
        rows: [{ name: 2029年 }, { name: 2030年 }, { name: 增减变化 }]
`;

export const smallEdition = (): Edition => parseEdition(SMALL, 'small-2030-budget.yaml');

const CONTENTS = [
  '收支预算总表',
  '支出预算明细表',
  '项目支出预算表',
  '基本支出经济分类表',
  '采购预算表',
  '任务安排表',
  '两年比较表',
];

/** Reads a text that holds some of the small edition's tables, below a table of contents with all their titles. */
export function readText(text: string): Promise<PublishedDocument> {
  const contents = CONTENTS.map((title, index) => `- ${String(index + 1)}、${title}`).join('\n');
  const whole = `2030年部门预算\n\n${contents}\n\n第二部分 2030年部门预算表\n\n${text}`;
  return readPublishedDocument({ name: 'small.txt', bytes: Buffer.from(whole) }, [smallEdition()]);
}

/** A row as specs compare it: side, ordinal, code and name where there are any, then its figures. */
export const rowsOf = (table: PublishedTable | undefined): string[] =>
  (table?.rows ?? []).map(({ side, ordinal, code, name, values }) =>
    [side, ordinal, code, name, ...values.map((value) => value ?? '∅')].filter((part) => part !== null).join(' '),
  );

/** The rows of one table of a text. */
export const readRowsOf = async (no: string, text: string): Promise<string[]> =>
  rowsOf((await readText(text)).tables.find((table) => table.no === no));

/** What could not be read of one table, and what was said of it. */
export async function problemsOf(no: string, text: string): Promise<string[]> {
  const { problems } = await readText(text);
  return problems
    .filter(({ table, message }) => table === no && !message.startsWith('没有找到表'))
    .map((problem) => `${problem.text}：${problem.message.split('，')[0] ?? ''}`);
}
