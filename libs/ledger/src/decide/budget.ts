import { type CarryoverNature, isTooOldToCarry, usualNature } from '../carryover';
import { type CommandData } from '../commands';
import { type CarriedAmount, type LineAmount, type Paper } from '../events';
import { type BudgetLine } from '../line';
import { Refusal } from '../refusal';
import { type UnitYear } from '../unit-year';
import { type Limit, canonical, canonicalLines, findLine, readAmounts, withinLimit } from './amounts';
import { unlikePreviousYear } from './brought-forward';
import { openOn } from './calendar';
import { mixesNatures } from './carried-use';
import { type Decide, type Rulebook } from './decision';
import { AVAILABLE, FROZEN } from './limits';
import { dimensionsOf, openLines } from './lines';

/** The paper's fields alone: what goes into the event of what a command carries. */
export const paperOf = ({ documentNo, occurredOn, reason, basis }: Paper): Paper => ({
  documentNo,
  occurredOn,
  reason,
  ...(basis !== undefined && { basis }),
});

/** 年初预算批复. What was paid ahead of it is its first use (`ahead.ts`); approval need not come first (预算法 第五十四条). */
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

/**
 * 上年结转转入, on lines whose money comes from an earlier year, each as 结转 or as 结余. If the log has that year, it must be exactly
 * what that year carried; otherwise the event says that it could not be checked.
 */
export const bringForward: Decide<'bringForward'> = (year, command, rules) => {
  const opened = onLines(year, command, rules);
  if (opened instanceof Refusal) return opened;
  const yearEnded = year.opening!.fiscalYear - 1;
  const lines: CarriedAmount[] = [];
  const natures = new Map<string, CarryoverNature>();
  for (const { lineId, amount, nature: asked } of command.lines) {
    const line = dimensionsOf(year, opened.opens, lineId)!;
    const nature = asked ?? usualNature(line, yearEnded);
    const before = natures.get(lineId) ?? year.lines.get(lineId)?.broughtAs ?? nature;
    const wrong = notCarriedInto(year, line) ?? mixesNatures(lineId, before, nature) ?? tooOld(line, nature, yearEnded);
    if (wrong) return wrong;
    natures.set(lineId, nature);
    lines.push({ lineId, amount: canonical(amount), nature });
  }
  const { previousYear } = rules;
  if (!previousYear) return [{ type: 'CarryoverBroughtForward', data: { basis: 'unverified', ...opened, lines } }];
  const amounts = readAmounts(command.lines);
  if (amounts instanceof Refusal) return amounts;
  const asked = { occurredOn: command.occurredOn, opens: opened.opens, amounts, natures };
  const refusal = unlikePreviousYear(year, asked, previousYear);
  return refusal ?? [{ type: 'CarryoverBroughtForward', data: { ...opened, lines } }];
};

function notCarriedInto(year: UnitYear, { id, originYear }: BudgetLine): Refusal | null {
  if (originYear < year.opening!.fiscalYear) return null;
  return new Refusal(
    'ORIGIN_YEAR_INVALID',
    `指标 ${id} 的来源年度为本年，不能转入上年结转。请为结转资金使用来源年度早于本年的指标。`,
    { lineId: id },
  );
}

function tooOld(line: BudgetLine, nature: CarryoverNature, yearEnded: number): Refusal | null {
  if (nature === '结余' || !isTooOldToCarry(line, yearEnded)) return null;
  return new Refusal(
    'CARRYOVER_TOO_OLD',
    `指标 ${line.id} 是 ${line.originYear} 年的财政拨款项目资金，到 ${yearEnded} 年末已连续两年未用完，应按结余转入，不能再作结转。`,
    { lineId: line.id, originYear: line.originYear },
  );
}

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
    ({ lineId }) => dimensionsOf(year, opened.opens, lineId)!.originYear !== year.opening!.fiscalYear,
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
  const refusal = withinLimit(year, { amounts: asked, on: command.occurredOn, action }, limit);
  return refusal ?? canonicalLines(command.lines);
}

export function unknownTarget(year: UnitYear, opens: readonly BudgetLine[], lineIds: Iterable<string>): Refusal | null {
  for (const lineId of lineIds) {
    if (opens.some(({ id }) => id === lineId)) continue;
    const line = findLine(year, lineId);
    if (line instanceof Refusal) return line;
  }
  return null;
}
