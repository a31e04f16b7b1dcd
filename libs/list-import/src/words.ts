import { type ExpenditureKind, type FundNature } from '@yujue/classification';
import { type AheadGround, type PaymentMode } from '@yujue/ledger';
import { plain } from '@yujue/office-files';

/** The ledger's words and what the systems of finance bureaus call the same, as data. */
type Synonyms<Word extends string> = Readonly<Record<Word, readonly string[]>>;

const FUND_NATURES: Synonyms<FundNature> = {
  一般公共预算: [
    '一般公共预算资金',
    '一般公共预算财政拨款',
    '一般公共预算拨款',
    '一般公共预算财政拨款资金',
    '公共财政预算',
  ],
  政府性基金预算: ['政府性基金', '政府性基金预算资金', '政府性基金预算财政拨款', '政府性基金预算拨款'],
  国有资本经营预算: ['国有资本经营预算资金', '国有资本经营预算财政拨款', '国有资本经营预算拨款'],
  财政专户管理资金: ['财政专户资金', '财政专户', '财政专户管理资金收入', '财政专户核拨资金'],
  事业收入: ['事业收入资金'],
  事业单位经营收入: ['事业单位经营收入资金', '经营收入'],
  上级补助收入: ['上级补助收入资金'],
  附属单位上缴收入: ['附属单位上缴收入资金', '附属单位缴款'],
  其他收入: ['其他收入资金', '其他资金'],
};

const EXPENDITURE_KINDS: Synonyms<ExpenditureKind> = {
  人员经费: ['人员支出', '人员类项目', '人员类', '基本支出-人员经费', '基本支出人员经费', '工资福利支出'],
  公用经费: [
    '日常公用经费',
    '公用支出',
    '公用经费项目',
    '运转类公用经费',
    '运转类公用经费项目',
    '基本支出-公用经费',
    '基本支出公用经费',
    '定额公用经费',
  ],
  项目支出: ['项目', '项目经费', '其他运转类项目', '其他运转类', '特定目标类项目', '特定目标类', '专项支出'],
  上缴上级支出: ['上缴上级'],
  经营支出: ['事业单位经营支出'],
  对附属单位补助支出: ['对附属单位补助'],
};

const PAYMENT_MODES: Synonyms<PaymentMode> = {
  国库集中支付: ['直接支付', '授权支付', '财政直接支付', '财政授权支付', '国库直接支付', '国库授权支付', '集中支付'],
  实有资金: ['实有资金账户支付', '实拨', '财政实拨', '实拨资金', '自有资金', '单位自有资金'],
};

/** 年初预算 and what was carried over, as 结转 or as 结余, stand in a list of 指标 beside 追加. */
const ALLOTMENTS = {
  年初预算: ['年初', '年初批复', '年初指标', '当年预算', '年初下达'],
  追加: ['年中追加', '追加指标', '追加预算'],
  上年结转: ['结转', '结转指标', '上年结转指标', '上年结余结转'],
  上年结余: ['结余', '结余指标', '上年结余指标'],
} as const;
export type Allotment = keyof typeof ALLOTMENTS;

const ADJUSTMENTS = {
  追加: ['年中追加', '追加预算', '调增'],
  追减: ['收回', '年中追减', '追减预算', '调减'],
  调剂: ['调整', '科目调剂', '预算调剂', '调入', '调出'],
  冻结: ['指标冻结'],
  解冻: ['指标解冻', '解除冻结'],
} as const;
export type Adjustment = keyof typeof ADJUSTMENTS;

const SOURCES = {
  本级: ['本级追加', '本级财力', '市本级', '县区级', '本级资金'],
  上级转移支付: [
    '上级',
    '转移支付',
    '中央转移支付',
    '省级转移支付',
    '上级资金',
    '中央',
    '省级',
    '中央资金',
    '省级资金',
  ],
} as const;
export type Source = keyof typeof SOURCES;

const AHEAD_GROUNDS: Synonyms<AheadGround> = {
  上年结转: ['上一年度结转', '上年度结转', '结转支出'],
  参照上年同期: ['参照上一年同期', '上年同期', '参照上年同期支出'],
  法定支付义务: ['法律规定必须履行支付义务', '法定义务'],
  突发事件: ['自然灾害等突发事件', '自然灾害', '突发事件处理'],
};

/** Finds the ledger's word for a text as people write it: `111 一般公共预算资金`, `[1]公用经费`. Null when there is none. */
const reader = <Word extends string>(words: Synonyms<Word>) => {
  const known = new Map<string, Word>();
  for (const [word, others] of Object.entries(words) as [Word, readonly string[]][])
    for (const name of [word, ...others]) known.set(plain(name), word);
  return {
    read: (text: string): Word | null => known.get(withoutCode(plain(text))) ?? null,
    choices: Object.keys(words).join('、'),
  };
};

/** Systems write the code of an entry before its name. */
const withoutCode = (text: string): string => text.replace(/^[[(【]?[\dA-Z]+[\])】]?[-—.、:]?(?=\D)/, '');

export const FUND_NATURE = reader(FUND_NATURES);
export const EXPENDITURE_KIND = reader(EXPENDITURE_KINDS);
export const PAYMENT_MODE = reader(PAYMENT_MODES);
export const AHEAD_GROUND = reader(AHEAD_GROUNDS);
export const ALLOTMENT = reader<Allotment>(ALLOTMENTS);
export const ADJUSTMENT = reader<Adjustment>(ADJUSTMENTS);
export const SOURCE = reader<Source>(SOURCES);
