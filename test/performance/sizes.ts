/** How much is done in a run. */
export interface Sizes {
  readonly clients: readonly number[];
  /** How often two sides take turns, so that the noise of a shared machine meets both. */
  readonly rounds: number;
  readonly msPerRound: number;
  readonly payments: number;
  readonly shortLogEvents: number;
  readonly longLogEvents: number;
  readonly tableRepetitions: number;
  readonly longYearEvents: number;
  readonly longYearCommands: number;
}

export const FULL: Sizes = {
  clients: [1, 8, 64],
  rounds: 2,
  msPerRound: 4_000,
  payments: 50_000,
  shortLogEvents: 10_000,
  longLogEvents: 1_000_000,
  tableRepetitions: 50,
  longYearEvents: 100_000,
  longYearCommands: 2_000,
};

/** Under a minute: shows that everything runs, and rough figures. */
export const QUICK: Sizes = {
  clients: [1, 8, 64],
  rounds: 1,
  msPerRound: 500,
  payments: 2_000,
  shortLogEvents: 2_000,
  longLogEvents: 10_000,
  tableRepetitions: 10,
  longYearEvents: 5_000,
  longYearCommands: 200,
};
