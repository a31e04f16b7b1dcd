import { REGISTERS, type RegisterName } from '@yujue/ledger';
import { z } from 'zod';
import { named } from '../contract/components';
import { actor, basis } from './department-answers';
import { count, day, instant, pageOf, position, printed, warnings, whole, yuan } from './values';

const head = {
  edition: z.string().describe('版式'),
  department: z.string(),
  year: whole,
  asOf: day.nullable(),
  knownAt: instant.nullable(),
  position,
};

const tableRow = named(
  'TableRow',
  z.strictObject({
    side: z.string().nullable().describe('收支两侧的表中，在哪一侧'),
    ordinal: z.string().nullable(),
    code: z.string().nullable(),
    name: z.string(),
    lineNo: z.string().nullable().describe('行次'),
    values: z.array(printed).describe('依 columns 的次序'),
    texts: z.record(z.string(), z.string()).optional().describe('文字栏'),
  }),
);

const wordsTable = named(
  'TableWords',
  z.strictObject({ title: z.string(), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
);

const table = named(
  'Table',
  z.strictObject({
    no: z.string(),
    title: z.string(),
    columns: z.array(z.string()),
    rows: z.array(tableRow),
    lists: z.array(wordsTable).optional().describe('表下的文字，例如年度绩效指标'),
    notes: z.array(z.string()),
  }),
);

/** The tables of an edition. */
export const report = named(
  'Report',
  z.strictObject({ ...head, unitOfMeasure: z.string().describe('金额单位'), tables: z.array(table), warnings }),
);

const bridgeStep = named(
  'BridgeStep',
  z.strictObject({
    step: z.string(),
    amount: yuan,
    documentNo: z.string().nullable(),
    occurredOn: day.nullable(),
    reason: z.string().nullable(),
    subtotal: z.literal(true).optional(),
  }),
);

const registerPlace = named(
  'RegisterPlace',
  z.strictObject({ register: z.string(), entryNo: z.string(), name: z.string() }).describe('哪个台账的哪一条'),
);

const tracedLine = named(
  'TracedLine',
  z.strictObject({
    unit: z.string(),
    line: z.string().describe('指标编号'),
    entry: registerPlace.nullable().describe('指标为 null'),
    entries: count.describe('分录笔数'),
    amount: yuan.describe('这条指标在这个数中的部分'),
  }),
);

const tracedEntry = named(
  'TracedEntry',
  z.strictObject({
    position,
    eventType: z.string(),
    unit: z.string(),
    line: z.string().describe('指标编号'),
    measure: z.string(),
    amount: yuan,
    occurredOn: day.nullable().describe('台账没有业务日期'),
    recordedAt: instant,
    documentNo: z.string(),
    reason: z.string(),
    basis,
    actor,
    entry: registerPlace.nullable().describe('账上的分录为 null'),
  }),
);

/** A figure with the way to it, the lines that it sums, and the first page of its entries. */
export const trace = named(
  'Trace',
  z.strictObject({
    cell: z.strictObject({
      table: z.string(),
      title: z.string(),
      side: z.string().nullable(),
      code: z.string().nullable(),
      row: z.string(),
      column: z.string(),
      measure: z.string(),
      printed,
      exact: yuan,
    }),
    bridge: z.array(bridgeStep).describe('从年初预算到这个数'),
    lines: z.array(tracedLine).describe('依报表的次序；各条合计等于 cell.exact'),
    total: z.strictObject({
      entries: count.describe('全部分录的笔数'),
      amount: yuan.describe('全部分录的合计，等于 cell.exact'),
    }),
    entries: z.array(tracedEntry).describe('分录的第一页'),
    next: z.string().nullable().describe('第二页的 cursor；只有一页时为 null'),
    position: position.describe('查询后面各页时带上，各页合起来就是这个数'),
    warnings,
  }),
);

/** A further page of a figure's entries. */
export const tracedEntriesPage = named(
  'TracedEntriesPage',
  pageOf(tracedEntry).extend({
    exact: yuan.describe('这个数现在的精确值；与第一页的 cell.exact 不同，说明它此后有变动'),
    position: position.describe('报表数据现在到的日志位置'),
  }),
);

const REGISTER_NAMES = Object.keys(REGISTERS) as [RegisterName, ...RegisterName[]];

const words = z.array(z.string()).optional();

/** Which lines a number sums: every dimension that is named must agree. */
const lineFilter = named(
  'LineFilter',
  z.strictObject({
    fund: words,
    function: words,
    economic: words,
    government: words,
    kind: words,
    unit: words,
    unitKind: words,
    project: words,
    projectCategory: words,
    entry: words,
    category: words,
    reservedFor: words,
    sangong: words,
    operatingCost: z.string().optional(),
    origin: z.string().optional(),
    nonTax: words,
    account: z.string().optional(),
    get any() {
      return z.array(lineFilter).optional();
    },
    get none() {
      return z.array(lineFilter).optional();
    },
  }),
);

const numberSource = named(
  'NumberSource',
  z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('ledger'), measure: z.string(), filters: z.array(lineFilter) }),
    z.strictObject({ from: z.literal('comparative'), key: z.string() }),
    z.strictObject({ from: z.literal('register'), register: z.enum(REGISTER_NAMES), entries: z.array(z.string()) }),
    z.strictObject({ from: z.literal('units'), units: z.array(z.string()) }),
  ]),
);

const narrativeGap = named(
  'NarrativeGap',
  z.strictObject({ sentence: z.string(), kind: z.enum(['fact', 'reason']), what: z.string() }),
);

const narrativeSentence = named(
  'NarrativeSentence',
  z.strictObject({
    id: z.string(),
    text: z.string(),
    numbers: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['money', 'count', 'score', 'stated', 'rate', 'change']),
        exact: z.string().nullable(),
        printed: z.string(),
        direction: z.enum(['增加', '减少', '持平']).optional(),
        sources: z.array(numberSource),
      }),
    ),
    gaps: z.array(narrativeGap),
  }),
);

const narrativeSection = named(
  'NarrativeSection',
  z.strictObject({
    title: z.string(),
    sentences: z.array(narrativeSentence),
    get sections() {
      return z.array(narrativeSection);
    },
  }),
);

/** 情况说明. */
export const narrative = named(
  'Narrative',
  z.strictObject({
    ...head,
    title: z.string(),
    fittedTo: z.string().nullable().describe('拟合所据的公开文件'),
    sections: z.array(narrativeSection),
    gaps: z.array(narrativeGap).describe('全部待填之处'),
    warnings,
  }),
);

const checkSide = named('CheckSide', z.strictObject({ cells: z.string(), printed: yuan, exact: yuan.nullable() }));

const checkFinding = named(
  'CheckFinding',
  z.strictObject({
    rule: z.string(),
    label: z.string(),
    severity: z.enum(['hard', 'explain', 'warn']),
    verdict: z.enum(['错误', '说明', '提醒', '尾差']),
    left: checkSide,
    relation: z.enum(['=', '<=']),
    right: checkSide,
    expected: z.string(),
    difference: yuan,
    message: z.string(),
  }),
);

/** 勾稽. */
export const checks = named('Checks', z.strictObject({ compared: count, findings: z.array(checkFinding), warnings }));
