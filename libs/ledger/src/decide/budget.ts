import { formatYuan, sum } from '@yujue/money';
import { available } from '../balance';
import { type CommandData } from '../commands';
import { type LineAmount, type Paper } from '../events';
import { type BudgetLine } from '../line';
import { Refusal, yuan } from '../refusal';
import { type UnitYear } from '../unit-year';
import { type Limit, canonicalLines, findLine, readAmounts, withinLimit } from './amounts';
import { openOn } from './calendar';
import { type Decide, type Rulebook } from './decision';
import { openLines, originYearOf } from './lines';

/** What may still be spent, frozen, committed, reduced or moved. */
export const AVAILABLE: Limit = {
  code: 'AVAILABLE_EXCEEDED',
  name: '可用额度',
  of: ({ balance }) => available(balance),
  advice: '请减少金额，或先追加、调剂、解冻、释放占用。',
};

const FROZEN: Limit = {
  code: 'FROZEN_EXCEEDED',
  name: '已冻结额度',
  of: ({ balance }) => balance.frozen,
  advice: '请减少解冻金额。',
};

/** The paper's fields alone: what goes into the event of what a command carries. */
export const paperOf = ({ documentNo, occurredOn, reason, corrects, basis }: Paper): Paper => ({
  documentNo,
  occurredOn,
  reason,
  ...(corrects !== undefined && { corrects }),
  ...(basis !== undefined && { basis }),
});

/** 年初预算批复. A paid-in-advance or carried line may have been used before; approval need not come first (预算法 第五十四条). */
export const appropriateBudget: Decide<'appropriateBudget'> = (year, command, rules) => {
  const addition = addAuthority(year, command, rules);
  return addition instanceof Refusal ? addition : [{ type: 'BudgetAppropriated', data: addition }];
};

/** 追加, on lines old or new. */
export const supplementBudget: Decide<'supplementBudget'> = (year, command, rules) => {
  const addition = addAuthority(year, command, rules);
  return addition instanceof Refusal
    ? addition
    : [{ type: 'BudgetSupplemented', data: { ...addition, source: command.source } }];
};

/** 追减: what may still be reduced is what is neither used, frozen nor committed (domain rule 1). */
export const reduceBudget: Decide<'reduceBudget'> = (year, command) => {
  const lines = takeAuthority(year, command, '追减', AVAILABLE);
  return lines instanceof Refusal ? lines : [{ type: 'BudgetReduced', data: { ...paperOf(command), lines } }];
};

export const freezeBudget: Decide<'freezeBudget'> = (year, command) => {
  const lines = takeAuthority(year, command, '冻结', AVAILABLE);
  return lines instanceof Refusal ? lines : [{ type: 'BudgetFrozen', data: { ...paperOf(command), lines } }];
};

export const unfreezeBudget: Decide<'unfreezeBudget'> = (year, command) => {
  const lines = takeAuthority(year, command, '解冻', FROZEN);
  return lines instanceof Refusal ? lines : [{ type: 'BudgetUnfrozen', data: { ...paperOf(command), lines } }];
};

/** 调剂: net zero within its document, within one 资金性质. Source: 预算法 第七十二条. */
export const transferBudget: Decide<'transferBudget'> = (year, command, rules) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const opens = openLines(year, command.opens, rules);
  if (opens instanceof Refusal) return opens;
  const out = readAmounts(command.from);
  if (out instanceof Refusal) return out;
  const into = readAmounts(command.to);
  if (into instanceof Refusal) return into;
  const [outTotal, inTotal] = [sum(out.values()), sum(into.values())];
  if (outTotal !== inTotal) {
    return new Refusal(
      'TRANSFER_NOT_BALANCED',
      `调剂 ${command.documentNo} 调出 ${yuan(outTotal)}，调入 ${yuan(inTotal)}，须相等。请核对明细。`,
      {
        out: formatYuan(outTotal),
        in: formatYuan(inTotal),
      },
    );
  }
  const refusal =
    withinLimit(year, out, '调出', AVAILABLE) ??
    unknownTarget(year, opens, into.keys()) ??
    crossesFundNature(year, opens, [...out.keys(), ...into.keys()]);
  if (refusal) return refusal;
  const data = { ...paperOf(command), opens, from: canonicalLines(command.from), to: canonicalLines(command.to) };
  return [{ type: 'BudgetTransferred', data }];
};

/** 上年结转转入, on lines whose money comes from an earlier year. */
export const bringForward: Decide<'bringForward'> = (year, command, rules) => {
  const opened = onLines(year, command, rules);
  if (opened instanceof Refusal) return opened;
  const wrong = command.lines.find(
    ({ lineId }) => originYearOf(year, opened.opens, lineId) === year.opening!.fiscalYear,
  );
  if (wrong) {
    return new Refusal(
      'ORIGIN_YEAR_INVALID',
      `指标 ${wrong.lineId} 的来源年度为本年，不能转入上年结转。请为结转资金使用来源年度早于本年的指标。`,
      { lineId: wrong.lineId },
    );
  }
  return [{ type: 'CarryoverBroughtForward', data: opened }];
};

interface AddsLines extends Paper {
  readonly opens: CommandData<'appropriateBudget'>['opens'];
  readonly lines: readonly LineAmount[];
}

type Addition = Paper & { readonly opens: readonly BudgetLine[]; readonly lines: readonly LineAmount[] };

/** New authority goes to lines of this year; a carried line has the authority that was carried with it. */
function addAuthority(year: UnitYear, command: AddsLines, rules: Rulebook): Addition | Refusal {
  const opened = onLines(year, command, rules);
  if (opened instanceof Refusal) return opened;
  const carried = command.lines.find(
    ({ lineId }) => originYearOf(year, opened.opens, lineId) !== year.opening!.fiscalYear,
  );
  if (!carried) return opened;
  return new Refusal(
    'ORIGIN_YEAR_INVALID',
    `指标 ${carried.lineId} 是结转指标，不能再下达或追加本年预算。请使用本年的指标编号。`,
    { lineId: carried.lineId },
  );
}

function onLines(year: UnitYear, command: AddsLines, rules: Rulebook): Addition | Refusal {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const opens = openLines(year, command.opens, rules);
  if (opens instanceof Refusal) return opens;
  const asked = readAmounts(command.lines);
  if (asked instanceof Refusal) return asked;
  return (
    unknownTarget(year, opens, asked.keys()) ?? { ...paperOf(command), opens, lines: canonicalLines(command.lines) }
  );
}

function takeAuthority(
  year: UnitYear,
  command: Paper & { readonly lines: readonly LineAmount[] },
  action: string,
  limit: Limit,
): LineAmount[] | Refusal {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const asked = readAmounts(command.lines);
  if (asked instanceof Refusal) return asked;
  return withinLimit(year, asked, action, limit) ?? canonicalLines(command.lines);
}

function unknownTarget(year: UnitYear, opens: readonly BudgetLine[], lineIds: Iterable<string>): Refusal | null {
  for (const lineId of lineIds) {
    if (opens.some(({ id }) => id === lineId)) continue;
    const line = findLine(year, lineId);
    if (line instanceof Refusal) return line;
  }
  return null;
}

function crossesFundNature(year: UnitYear, opens: readonly BudgetLine[], lineIds: readonly string[]): Refusal | null {
  const natures = new Set(
    lineIds.map((id) => (year.lines.get(id)?.dimensions ?? opens.find((line) => line.id === id))!.fundNature),
  );
  if (natures.size <= 1) return null;
  return new Refusal(
    'TRANSFER_CROSSES_FUND_NATURE',
    `调剂不得跨资金性质，本次涉及${[...natures].join('、')}。请分别办理追减和追加。`,
    { fundNatures: [...natures] },
  );
}
