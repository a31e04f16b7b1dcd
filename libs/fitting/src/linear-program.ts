import loadHighs, { type Highs, type Model } from 'highs';
import { type Equations } from './equations';

/** 分 in the unit of the program, 百元: one 分 is 1e-4 there, far above the solver's tolerance of 1e-7. */
const FEN = 10_000;

/** Total slack above this (百元) is a contradiction. Solutions that only miss by tolerance stay far below a 分. */
const CONTRADICTION_MIN = 2e-5;

/** Slack that each cell may have while ranges are asked (百元), so that tolerance alone never makes it infeasible. */
const SLACK_OF_RANGES = 1e-6;

/** What an amount costs at preference 1, against a deviation from a printed figure by the same amount. */
const COST_OF_PREFERENCE = 1e-3;

/** The solver came to no result that can be used. */
export class SolverFailure extends Error {
  constructor(readonly status: number) {
    super(`HiGHS ended with model status ${status}.`);
    this.name = 'SolverFailure';
  }
}

/** How far a system is from being solvable, and the equations that a solution would have to give way in. */
export interface Conflict {
  readonly contradicts: boolean;
  /** Total distance, in 分. */
  readonly distance: number;
  /** Equations with a price: no other equation, freed alone, makes the system solvable. */
  readonly priced: readonly number[];
}

/**
 * A system of equations as a linear program (HiGHS), kept in the solver so that each question starts from the last
 * answer. Every equation has two slack columns, over and under: `sum − over + under` is within its bounds.
 */
export class LinearProgram {
  private readonly infinity: number;

  private constructor(
    highs: Highs,
    private readonly system: Equations,
    private readonly model: Model,
  ) {
    this.infinity = highs.infinity;
  }

  static async of(system: Equations): Promise<LinearProgram> {
    const highs = await solver();
    const model = highs.createModel(modelData(system, highs.infinity));
    model.options.set({ output_flag: false });
    return new LinearProgram(highs, system, model);
  }

  /** How the system contradicts itself when the given equations are left out. */
  conflict(freed: ReadonlySet<number>): Conflict {
    const { equations } = this.system;
    this.setRows(({ low, high }) => [low, high]);
    this.setSlack((row) => ({ cost: freed.has(row) ? 0 : 1, over: this.infinity, under: this.infinity }));
    this.setCosts(() => 0);
    this.solve();
    const distance = this.model.getObjectiveValue();
    const { rowDual } = this.model.getSolution();
    const priced = equations.flatMap((_, row) => (Math.abs(rowDual[row]!) > 1e-7 ? [row] : []));
    return { contradicts: distance > CONTRADICTION_MIN, distance: distance * FEN, priced };
  }

  /** The least and the most that an equation's sum can be, in 分, when it is left out itself; null where nothing limits it. */
  range(row: number, freed: ReadonlySet<number>): { least: number | null; most: number | null } {
    this.setRows(({ low, high }) => [low, high]);
    this.setSlack((each) => {
      const room = each === row || freed.has(each) ? this.infinity : SLACK_OF_RANGES;
      return { cost: 0, over: room, under: room };
    });
    return { least: this.extreme(row, 1), most: this.extreme(row, -1) };
  }

  /**
   * The amounts of all unknowns, in 分, whose sums lie nearest to the printed figures. Bounds are drawn in a little, so that
   * rounding to whole 分 cannot leave them. `costOf` prefers some unknowns to others where the figures leave a choice.
   */
  nearest(freed: ReadonlySet<number>, drawnIn: number, costOf: (unknown: number) => number): number[] {
    this.setRows(({ cell, low, high }) => (low === high ? [low, high] : [cell.bounds.value, cell.bounds.value]));
    this.setSlack((row, { cell, low, high }) => {
      if (freed.has(row)) return { cost: 0, over: this.infinity, under: this.infinity };
      const room = (distance: number) => (low === high ? 0 : (distance * (1 - drawnIn)) / FEN);
      return { cost: 1, over: room(high - cell.bounds.value), under: room(cell.bounds.value - low) };
    });
    this.setCosts((unknown) => costOf(unknown) * COST_OF_PREFERENCE);
    this.solve();
    return [...this.model.getSolution().colValue.slice(0, this.system.unknowns.length)].map((value) =>
      Math.round(value * FEN),
    );
  }

  /** Gives the solver's memory back. */
  dispose(): void {
    this.model.dispose();
  }

  private extreme(row: number, sense: 1 | -1): number | null {
    const times = new Map(this.system.equations[row]!.parts);
    this.setCosts((unknown) => sense * (times.get(unknown) ?? 0));
    const found = this.solve([UNBOUNDED]);
    return found === UNBOUNDED ? null : Math.round(sense * this.model.getObjectiveValue() * FEN);
  }

  /** Solves; once more from nothing when a warm start comes to no result. @throws SolverFailure */
  private solve(accepted: readonly number[] = []): number {
    for (const attempt of ['warm', 'cold']) {
      if (attempt === 'cold') this.model.clearSolver();
      const { modelStatus } = this.model.run();
      if (modelStatus === OPTIMAL || accepted.includes(modelStatus)) return modelStatus;
      if (attempt === 'cold') throw new SolverFailure(modelStatus);
    }
    return OPTIMAL;
  }

  private setRows(boundsOf: (equation: Equations['equations'][number]) => readonly [number, number]): void {
    const { equations } = this.system;
    if (equations.length === 0) return;
    const bounds = equations.map(boundsOf);
    const all = { kind: 'range', from: 0, to: equations.length - 1 } as const;
    this.model.changeRowsBounds(
      all,
      bounds.map(([low]) => low / FEN),
      bounds.map(([, high]) => high / FEN),
    );
  }

  private setSlack(slackOf: (row: number, equation: Equations['equations'][number]) => Slack): void {
    const { equations, unknowns } = this.system;
    if (equations.length === 0) return;
    const slack = equations.map((equation, row) => slackOf(row, equation));
    const all = { kind: 'range', from: unknowns.length, to: unknowns.length + 2 * equations.length - 1 } as const;
    const upper = slack.flatMap(({ over, under }) => [over, under]);
    this.model.changeColsBounds(
      all,
      upper.map(() => 0),
      upper,
    );
    this.model.changeColsCost(
      all,
      slack.flatMap(({ cost }) => [cost, cost]),
    );
  }

  private setCosts(costOf: (unknown: number) => number): void {
    const { unknowns } = this.system;
    if (unknowns.length === 0) return;
    this.model.changeColsCost(
      { kind: 'range', from: 0, to: unknowns.length - 1 },
      unknowns.map((_, unknown) => costOf(unknown)),
    );
  }
}

interface Slack {
  readonly cost: number;
  readonly over: number;
  readonly under: number;
}

const OPTIMAL = 7;
const UNBOUNDED = 10;

let loaded: Promise<Highs> | undefined;

/** The WebAssembly module is compiled once for the process. */
const solver = (): Promise<Highs> => (loaded ??= loadHighs());

function modelData({ unknowns, equations }: Equations, infinity: number) {
  const numCols = unknowns.length + 2 * equations.length;
  const starts: number[] = [0];
  const indices: number[] = [];
  const values: number[] = [];
  equations.forEach(({ parts }, row) => {
    for (const [unknown, times] of parts) {
      indices.push(unknown);
      values.push(times);
    }
    const over = unknowns.length + 2 * row;
    indices.push(over, over + 1);
    values.push(-1, 1);
    starts.push(indices.length);
  });
  const zeros = (count: number) => new Array<number>(count).fill(0);
  return {
    numCols,
    numRows: equations.length,
    colCost: zeros(numCols),
    colLower: zeros(numCols),
    colUpper: new Array<number>(numCols).fill(infinity),
    rowLower: zeros(equations.length),
    rowUpper: zeros(equations.length),
    matrix: { format: 'csr', numRows: equations.length, numCols, starts, indices, values },
  } as const;
}
