import { type Row } from '../csv';
import { UNITS, type UnitCode } from '../units';

/** Columns of 绩效自评.csv. */
export const EVALUATION_COLUMNS = [
  '编号',
  '预算单位',
  '项目编码',
  '一级指标',
  '二级指标',
  '指标名称',
  '年度目标值',
  '实际完成值',
  '分值',
  '得分',
] as const;

/** 一级指标, 二级指标, 指标名称, 年度目标值, 实际完成值, 分值, 得分. */
type Indicator = readonly [
  first: string,
  second: string,
  name: string,
  target: string,
  actual: string,
  weight: string,
  score: string,
];

/** The score of this row is computed from the ledger, so it is left open. */
const COMPLETION: Indicator = ['项目资金', '预算执行', '预算完成率', '100%', '', '20', ''];

/** The self-evaluation table of 困难群众医疗救助项目, as printed. */
const AID: readonly Indicator[] = [
  COMPLETION,
  ['产出指标', '数量指标', '集体投保覆盖率', '100%', '100%', '7', '7'],
  ['产出指标', '数量指标', '资助参保率', '100%', '100%', '7', '7'],
  ['产出指标', '质量指标', '质量等级评定', '良以上', '优秀', '10', '10'],
  ['产出指标', '质量指标', '身份核实覆盖率', '100%', '100%', '6', '6'],
  ['产出指标', '成本指标', '降低运营成本', '实现', '实现', '6', '6'],
  ['效益指标', '社会效益', '医疗救助对象覆盖率', '100%', '100%', '6', '6'],
  ['效益指标', '社会效益', '救助人员比例', '100%', '100%', '8', '8'],
  ['效益指标', '服务对象满意度', '救助满意度', '≥95%', '96.83%', '10', '10'],
  ['效益指标', '服务对象满意度', '减负满意度', '≥90%', '98.32%', '10', '10'],
  ['效益指标', '服务对象满意度', '人员满意度', '≥90%', '99.26%', '10', '10'],
];

/** The self-evaluation table of 医保财政补助项目; the last two indicators are shortened. */
const SUBSIDY: readonly Indicator[] = [
  COMPLETION,
  ['产出指标', '数量指标', '居民医保资助人数', '约503万人', '503.94万人', '10', '10'],
  ['产出指标', '数量指标', '符合政府资助条件的社申人员参保率', '100%', '100%', '10', '10'],
  ['产出指标', '数量指标', '保障城乡居民医保待遇', '达到70%', '77%', '10', '10'],
  ['产出指标', '数量指标', '社申人员资助到账率', '100%', '100%', '10', '10'],
  ['产出指标', '时效指标', '城乡居民资助金划拨进度', '上半年划拨进度达全年资助金的70%', '73%', '10', '10'],
  ['效益指标', '服务对象满意度', '群众满意度', '达到95%', '95%', '10', '10'],
  ['效益指标', '经济效益', '政府资助医保效益', '减轻负担', '减轻负担', '10', '10'],
  ['效益指标', '社会效益', '参保人员待遇保障', '得到保障', '得到保障', '10', '10'],
];

/** 绩效自评.csv. */
export const evaluationRows = (): Row<(typeof EVALUATION_COLUMNS)[number]>[] => [
  ...rowsOf(UNITS.aidCentre, 'P02', AID),
  ...rowsOf(UNITS.insuranceCentre, 'P01', SUBSIDY),
];

const rowsOf = (预算单位: UnitCode, 项目编码: string, indicators: readonly Indicator[]) =>
  indicators.map(([一级指标, 二级指标, 指标名称, 年度目标值, 实际完成值, 分值, 得分], index) => ({
    编号: `${项目编码}-${String(index + 1).padStart(2, '0')}`,
    预算单位,
    项目编码,
    一级指标,
    二级指标,
    指标名称,
    年度目标值,
    实际完成值,
    分值,
    得分,
  }));
