import { type Fen } from '@yujue/money';
import { type AheadGround } from './ahead';
import { type DrawnOn, type LineId } from './line';
import { VersionedMap } from './versioned-map';

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

/** The payments of a unit's year by 支付编号. */
export type Payments = VersionedMap<string, Payment>;

export function toColumns(payments: Payments): PaymentColumns {
  const [lines, days, sources] = [new Numbers<LineId>(), new Numbers<string>(), new Numbers<DrawnOn>()];
  const [lineOf, dayOf, sourceOf, remaining]: [number[], number[], number[], Fen[]] = [[], [], [], []];
  const aheads: [number, AheadGround][] = [];
  for (const payment of payments.values()) {
    if (payment.ahead) aheads.push([lineOf.length, payment.ahead]);
    lineOf.push(lines.of(payment.lineId));
    dayOf.push(days.of(payment.occurredOn));
    sourceOf.push(sources.of(payment.drawnOn));
    remaining.push(payment.remaining);
  }
  const lists = { lines: lines.values, days: days.values, sources: sources.values };
  return { ids: payments.keys(), lineOf, dayOf, sourceOf, remaining, aheads, ...lists };
}

export function fromColumns(columns: PaymentColumns): Payments {
  const { ids, lines, lineOf, days, dayOf, sources, sourceOf, remaining } = columns;
  const aheads = new Map(columns.aheads);
  return VersionedMap.of(
    ids.map((id, place): [string, Payment] => {
      const ahead = aheads.get(place);
      const payment = {
        lineId: lines[lineOf[place]!]!,
        drawnOn: sources[sourceOf[place]!]!,
        remaining: remaining[place]!,
        occurredOn: days[dayOf[place]!]!,
      };
      return [id, ahead ? { ...payment, ahead } : payment];
    }),
  );
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
