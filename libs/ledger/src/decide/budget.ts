import { type CarryoverNature, isTooOldToCarry, usualNature } from '../carryover';
import { type CommandData } from '../commands';
import { type CarriedAmount, type LineAmount, type Paper } from '../events';
import { type BudgetLine } from '../line';
import { Refusal, together } from '../refusal';
import { type UnitYear } from '../unit-year';
import { type Limit, type Rows, canonical, canonicalLines, findLine, readAmounts, withinLimit } from './amounts';
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

/** 追减: what may still be reduced is what is neither used, frozen nor committed (docs/domain.md, rule 1). */
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
  const opened = openLines(year, command.opens, rules);
  const asked = readAmounts(command.lines);
  const { natures, wrong } = readNatures(year, command, opened.lines);
  const { occurredOn } = command;
  const { previousYear } = rules;
  const { amounts, rows } = asked;
  const refusal =
    together(
      openOn(year, occurredOn),
      opened.wrong,
      asked.wrong,
      unknownTarget(year, command.opens, asked.rows),
      wrong,
    ) ??
    // The sums are compared with the year before's only when all of their rows are right.
    (previousYear &&
      unlikePreviousYear(year, { occurredOn, opens: opened.lines, amounts, rows, natures }, previousYear));
  if (refusal) return refusal;
  const lines = command.lines.map(({ lineId, amount }): CarriedAmount => ({
    lineId,
    amount: canonical(amount),
    nature: natures.get(lineId)!,
  }));
  const data = { ...paperOf(command), opens: opened.lines, lines };
  return [{ type: 'CarryoverBroughtForward', data: previousYear ? data : { basis: 'unverified', ...data } }];
};

/** As what each line is brought forward. */
function readNatures(year: UnitYear, { lines }: CommandData<'bringForward'>, opened: readonly BudgetLine[]) {
  const yearEnded = year.opening!.fiscalYear - 1;
  const natures = new Map<string, CarryoverNature>();
  const wrong: Refusal[] = [];
  for (const [index, { lineId, nature: asked }] of lines.entries()) {
    const line = dimensionsOf(year, opened, lineId);
    // Its number, or what opens it, is refused already.
    if (!line) continue;
    const nature = asked ?? usualNature(line, yearEnded);
    const before = natures.get(lineId) ?? year.lines.get(lineId)?.broughtAs ?? nature;
    const refusal =
      notCarriedInto(year, line) ?? mixesNatures(lineId, before, nature) ?? tooOld(line, nature, yearEnded);
    if (refusal) wrong.push(refusal.at(`lines.${index}.${refusal.path}`));
    else natures.set(lineId, nature);
  }
  return { natures, wrong: together(...wrong) };
}

function notCarriedInto(year: UnitYear, { id, originYear }: BudgetLine): Refusal | null {
  if (originYear < year.opening!.fiscalYear) return null;
  return new Refusal(
    'ORIGIN_YEAR_INVALID',
    `指标 ${id} 的来源年度为本年，不能转入上年结转。请为结转资金使用来源年度早于本年的指标。`,
    { lineId: id },
    'lineId',
  );
}

function tooOld(line: BudgetLine, nature: CarryoverNature, yearEnded: number): Refusal | null {
  if (nature === '结余' || !isTooOldToCarry(line, yearEnded)) return null;
  return new Refusal(
    'CARRYOVER_TOO_OLD',
    `指标 ${line.id} 是 ${line.originYear} 年的财政拨款项目资金，到 ${yearEnded} 年末已连续两年未用完，应按结余转入，不能再作结转。`,
    { lineId: line.id, originYear: line.originYear },
    'nature',
  );
}

interface AddsLines extends Paper {
  readonly opens: CommandData<'appropriateBudget'>['opens'];
  readonly lines: readonly LineAmount[];
}

type Addition = Paper & { readonly opens: readonly BudgetLine[]; readonly lines: readonly LineAmount[] };

/** New authority goes to lines of this year; a carried line has the authority that was carried with it. */
function addAuthority(year: UnitYear, command: AddsLines, rules: Rulebook): Addition | Refusal {
  const opened = openLines(year, command.opens, rules);
  const asked = readAmounts(command.lines);
  const refusal = together(
    openOn(year, command.occurredOn),
    opened.wrong,
    asked.wrong,
    unknownTarget(year, command.opens, asked.rows),
    carriedTarget(year, opened.lines, asked.rows),
  );
  return refusal ?? { ...paperOf(command), opens: opened.lines, lines: canonicalLines(command.lines) };
}

function carriedTarget(year: UnitYear, opened: readonly BudgetLine[], rows: Rows): Refusal | null {
  const { fiscalYear } = year.opening!;
  const carried = rows.ids.filter((lineId) => {
    const line = dimensionsOf(year, opened, lineId);
    return line && line.originYear !== fiscalYear;
  });
  return together(
    ...carried.map(
      (lineId) =>
        new Refusal(
          'ORIGIN_YEAR_INVALID',
          `指标 ${lineId} 是结转指标，不能再下达或追加本年预算。请使用本年的指标编号。`,
          { lineId },
          rows.at(lineId, 'lineId'),
        ),
    ),
  );
}

function takeAuthority(
  year: UnitYear,
  command: Paper & { readonly lines: readonly LineAmount[] },
  action: string,
  limit: Limit,
): LineAmount[] | Refusal {
  const asked = readAmounts(command.lines);
  const on = command.occurredOn;
  const refusal = together(openOn(year, on), asked.wrong, withinLimit(year, { ...asked, on, action }, limit));
  return refusal ?? canonicalLines(command.lines);
}

/** Refuses each line that neither the year has nor the command opens. */
export function unknownTarget(
  year: UnitYear,
  opens: CommandData<'appropriateBudget'>['opens'],
  rows: Rows,
): Refusal | null {
  const opening = new Set(opens.map(({ id }) => id));
  return together(
    ...rows.ids.map((lineId) => {
      const line = opening.has(lineId) ? null : findLine(year, lineId, rows.at(lineId, 'lineId'));
      return line instanceof Refusal ? line : null;
    }),
  );
}
