import { type Fen, parseYuan } from '@yujue/money';
import { type LineFacts, type ReportMeasure } from '@yujue/facts';
import { catalogue2020, gz2020Final } from './gz-2020-final';
import { Directory, type ReportUnit } from '../report-input';
import { composeNarrative } from '../narrative/compose-narrative';
import { type ComposedSentence, sentencesOf } from '../narrative/composed';
import { type NarrativeInput } from '../narrative/narrative';
import { parseNarrative } from '../narrative/parse-narrative';

const EDITION = gz2020Final();
const CATALOGUE = catalogue2020();

/** What comes before the one sentence that a spec is about. */
const HEAD = `edition: gz-2020-final
title: 情况说明
earlier: 上年决算数
style: { separators: true, trailingZeros: dropped }
phrases:
  increased: 比{基数}增加{增减额}，增长{增减率}
  decreased: 比{基数}减少{增减额}，下降{增减率}
  level: 与{基数}持平
  reasons: ，因为{原因}
reasons: { of: 追加 - 追减 + 调剂, most: 2 }
emptyIsZero: [转移支付]
subjects:
  接待: { where: { sangong: 公务接待费 }, earlier: 三公/公务接待费 }
  出国: { where: { sangong: 因公出国(境)费 }, earlier: 三公/出国 }
  三公: { where: { sangong: 全部 } }
  货物: { where: { category: 货物 } }
tallies:
  出国人次: { register: trips, sum: persons, unit: 人次, noneWithout: { subject: 出国, measure: 净支出 } }
  车辆: { register: vehicles, where: { disposedOn: null }, unit: 辆 }
  购车: { register: vehicles, where: { purchasedOn: 本年 }, unit: 辆 }
  购车款: { register: vehicles, sum: cost, where: { purchasedOn: 本年 } }
sections:
  - title: 一
    sentences:
      - `;

/** A line of the general budget, by its economic code. */
export const lineOf = (economicCode: string, more: Partial<LineFacts['line']> = {}): LineFacts['line'] => ({
  id: `L${economicCode}`,
  department: 'd',
  unit: 'u',
  unitKind: '行政',
  fiscalYear: 2020,
  fundNature: '一般公共预算',
  functionCode: '2101501',
  economicCode,
  govEconomicCode: null,
  expenditureKind: '公用经费',
  projectCode: null,
  originYear: 2020,
  paymentMode: '国库集中支付',
  nonTaxCategory: null,
  nonTaxAccount: null,
  entry: null,
  ...more,
});

/** A line's amounts, in 元. */
export const facts = (line: LineFacts['line'], amounts: Partial<Record<ReportMeasure, string>>): LineFacts => ({
  line,
  amounts: Object.fromEntries(Object.entries(amounts).map(([measure, yuan]) => [measure, parseYuan(yuan)])),
});

export const RECEPTION = lineOf('30217');
/** 公务接待费 of 2020 (S3 table 7). */
export const SPENT = [facts(RECEPTION, { appropriated: '55200.00', disbursed: '21100.00' })];

/** A department that keeps no registers. */
export const NO_REGISTERS: NarrativeInput['registers'] = {
  vehicles: [],
  trips: [],
  receptions: [],
  largeAssets: [],
  procurements: [],
  evaluations: [],
  statements: [],
};

const UNITS: readonly ReportUnit[] = [{ code: 'u', name: '某局' }];

interface Given extends Partial<NarrativeInput> {
  readonly facts?: readonly LineFacts[];
  readonly units?: readonly ReportUnit[];
}

/** The composed sentence with this text, for a department with these facts, registers and papers. */
export const composed = (...args: Parameters<typeof sentences>): ComposedSentence => sentences(...args)[0]!;

/** All that it is composed to, where it is said of several. */
export function sentences(
  sentence: string,
  { facts: given = SPENT, units = UNITS, ...more }: Given = {},
): ComposedSentence[] {
  const projects = [{ code: 'P1', name: '甲项目', parentCode: null, goal: '按时完成' }];
  const directory = new Directory(units, projects, { name: '某局', authority: null });
  const narrative = composeNarrative(parseNarrative(`${HEAD}${sentence}`, 'test.yaml', EDITION), {
    report: { facts: given, catalogue: CATALOGUE, directory },
    year: 2020,
    comparatives: new Map<string, Fen>(),
    registers: NO_REGISTERS,
    journal: [],
    fittedTo: null,
    ...more,
  });
  return sentencesOf(narrative);
}

/** Its text only. */
export const text = (...args: Parameters<typeof composed>) => composed(...args).text;
