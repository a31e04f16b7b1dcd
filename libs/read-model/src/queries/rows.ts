import { type Fen, fen } from '@yujue/money';

/** Runs one statement and gives its rows. */
export type Rows = <Row extends object>(statement: string, values: readonly unknown[]) => Promise<Row[]>;

/** A bigint of the tables, which pg gives as text, as an amount. */
export const toFen = (text: string): Fen => fen(Number(text));
