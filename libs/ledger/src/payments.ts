import { Map as ImmutableMap } from 'immutable';
import { type Fen } from '@yujue/money';
import { type AheadGround } from './ahead';
import { type DrawnOn, type LineId } from './line';

/** A payment (or the part of one that a 更正 moved) with what has not been refunded or moved away. */
export interface Payment {
  readonly lineId: LineId;
  readonly drawnOn: DrawnOn;
  readonly remaining: Fen;
  readonly occurredOn: string;
  readonly ahead?: AheadGround;
}

/**
 * Payments as columns, as a snapshot holds them: JSON reads them several times faster than one object for each payment.
 * Lines, days and grounds are numbers that count in their lists; 0 of `aheads` is none.
 */
export interface PaymentColumns {
  readonly ids: readonly string[];
  readonly lines: readonly LineId[];
  readonly lineOf: readonly number[];
  readonly days: readonly string[];
  readonly dayOf: readonly number[];
  readonly sources: readonly DrawnOn[];
  readonly sourceOf: readonly number[];
  readonly remaining: readonly Fen[];
  /** Of the few payments that were made ahead of the budget, by their place. */
  readonly aheads: readonly (readonly [place: number, ground: AheadGround])[];
}

const NO_COLUMNS: PaymentColumns = {
  ids: [],
  lines: [],
  lineOf: [],
  days: [],
  dayOf: [],
  sources: [],
  sourceOf: [],
  remaining: [],
  aheads: [],
};

/** Payments that were read from a snapshot. They never change; one becomes an object when it is asked for. */
class ReadPayments {
  private readonly places: ReadonlyMap<string, number>;
  private readonly aheads: ReadonlyMap<number, AheadGround>;

  constructor(private readonly columns: PaymentColumns) {
    this.places = new Map(columns.ids.map((id, place) => [id, place]));
    this.aheads = new Map(columns.aheads);
  }

  get ids(): readonly string[] {
    return this.columns.ids;
  }

  has(id: string): boolean {
    return this.places.has(id);
  }

  get(id: string): Payment | undefined {
    const place = this.places.get(id);
    return place === undefined ? undefined : this.at(place);
  }

  private at(place: number): Payment {
    const { lines, lineOf, days, dayOf, sources, sourceOf, remaining } = this.columns;
    const ahead = this.aheads.get(place);
    return {
      lineId: lines[lineOf[place]!]!,
      drawnOn: sources[sourceOf[place]!]!,
      remaining: remaining[place]!,
      occurredOn: days[dayOf[place]!]!,
      ...(ahead && { ahead }),
    };
  }
}

/**
 * The payments of a unit's year by 支付编号. Immutable: `set` returns the next state, which shares what is equal. A year with
 * 100,000 payments costs no more to evolve than a small one, and little to read from its snapshot.
 */
export class Payments {
  static readonly NONE = new Payments(new ReadPayments(NO_COLUMNS), ImmutableMap(), 0);

  private constructor(
    private readonly before: ReadPayments,
    /** New payments, and those from `before` that have changed since. */
    private readonly since: ImmutableMap<string, Payment>,
    readonly size: number,
  ) {}

  static fromColumns(columns: PaymentColumns): Payments {
    return new Payments(new ReadPayments(columns), ImmutableMap(), columns.ids.length);
  }

  has(id: string): boolean {
    return this.since.has(id) || this.before.has(id);
  }

  get(id: string): Payment | undefined {
    return this.since.get(id) ?? this.before.get(id);
  }

  set(id: string, payment: Payment): Payments {
    return new Payments(this.before, this.since.set(id, payment), this.has(id) ? this.size : this.size + 1);
  }

  *keys(): Iterable<string> {
    yield* this.before.ids;
    for (const id of this.since.keys()) if (!this.before.has(id)) yield id;
  }

  *values(): Iterable<Payment> {
    for (const id of this.keys()) yield this.get(id)!;
  }

  toColumns(): PaymentColumns {
    const ids = [...this.keys()];
    const [lines, days, sources] = [new Numbers<LineId>(), new Numbers<string>(), new Numbers<DrawnOn>()];
    const [lineOf, dayOf, sourceOf, remaining]: [number[], number[], number[], Fen[]] = [[], [], [], []];
    const aheads: [number, AheadGround][] = [];
    for (const [place, id] of ids.entries()) {
      const payment = this.get(id)!;
      lineOf.push(lines.of(payment.lineId));
      dayOf.push(days.of(payment.occurredOn));
      sourceOf.push(sources.of(payment.drawnOn));
      remaining.push(payment.remaining);
      if (payment.ahead) aheads.push([place, payment.ahead]);
    }
    const lists = { lines: lines.values, days: days.values, sources: sources.values };
    return { ids, lineOf, dayOf, sourceOf, remaining, aheads, ...lists };
  }
}

/** Numbers values in the order in which they first come. */
class Numbers<Value> {
  private readonly numbers = new Map<Value, number>();

  of(value: Value): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.numbers.size);
    return this.numbers.size - 1;
  }

  get values(): Value[] {
    return [...this.numbers.keys()];
  }
}
