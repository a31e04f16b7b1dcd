import { Inject, Injectable } from '@nestjs/common';
import {
  type Append,
  type AppendResult,
  CommandReusedError,
  ConcurrencyError,
  type EventStore,
  type StoredEvent,
} from '@yujue/event-store';
import {
  type CommandData,
  type LedgerCommand,
  type LedgerEvent,
  type PreviousYear,
  Refusal,
  type Rulebook,
  type UnitYear,
  broughtForwardOn,
  budgetStream,
  decide,
  fold,
  previousYearOf,
  readEvent,
} from '@yujue/ledger';
import { formatYuan } from '@yujue/money';
import { appendWholeOrInOrder } from '../../appending/append-whole';
import { type Author, appendsOf } from '../../appending/appends-of';
import { readWholeStream } from '../../appending/read-whole-stream';
import { Catalogues } from '../../configuration/catalogues';
import { fingerprintOf, newEvents } from '../../appending/new-events';
import { type Envelope, type Recorded, type UnitYearTarget } from '../../appending/envelope';
import { registerCarriedProjects } from './carried-projects';
import { registering } from './department-years';
import { Editions } from '../../configuration/editions';
import { EVENT_STORE } from '../../tokens';

/** Lines of one 上年结转 event: an append holds it however long their names are. */
const BROUGHT_LINES_MAX = 500;

type OpenFiscalYear = Extract<LedgerCommand, { type: 'openFiscalYear' }>;

/**
 * 年度开账: a unit's year is opened and registered with its department's, together. Where the store cannot store both at once
 * the registration goes first: a registered unit without a year shows nothing, but a year without registration would be on
 * no page.
 */
@Injectable()
export class YearOpenings {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly catalogues: Catalogues,
    @Inject(Editions) private readonly editions: Pick<Editions, 'forNextYear'>,
  ) {}

  /** Opens a year by a separate command. Rejects as UnitYears.record does. */
  async open(target: UnitYearTarget, command: OpenFiscalYear, envelope: Envelope): Promise<Recorded | Refusal> {
    const stream = budgetStream(target.unit, target.fiscalYear);
    const fingerprint = fingerprintOf([stream, command]);
    const { commandId, expectedRevision } = envelope;
    const decideOpening = async (): Promise<Opening> => {
      const { year, state, revision } = await this.read(target);
      const known = await this.store.findCommand(stream, commandId);
      if (known && known.fingerprint !== fingerprint) throw new CommandReusedError(commandId);
      if (known) return { appends: [], outcome: recorded({ ...known, repeated: true }) };
      if (expectedRevision !== undefined && expectedRevision !== revision)
        return { appends: [], outcome: new ConcurrencyError(stream, expectedRevision, revision) };
      const decision = decide(year, command, this.rules(target.fiscalYear, null));
      if (decision instanceof Refusal) return { appends: [], outcome: decision };
      const content = { commandId, fingerprint, events: newEvents(decision, envelope) };
      return {
        appends: [...(await this.registering(command.data, envelope)), { stream, expected: state, ...content }],
      };
    };
    const { decision, results } = await appendWholeOrInOrder(this.store, decideOpening);
    const { outcome = recorded(results.at(-1)!) } = decision;
    if (outcome instanceof ConcurrencyError) throw outcome;
    return outcome;
  }

  /** Registers a year that a command is about to open; nothing where the command would be refused. */
  async register(target: UnitYearTarget, command: OpenFiscalYear, envelope: Envelope): Promise<void> {
    await appendWholeOrInOrder(this.store, async () => {
      const decision = decide((await this.read(target)).year, command, this.rules(target.fiscalYear, null));
      return { appends: decision instanceof Refusal ? [] : await this.registering(command.data, envelope) };
    });
  }

  /** What registers a unit's year with its department's; nothing where it is registered. */
  registering(opening: CommandData<'openFiscalYear'>, envelope: Envelope): Promise<Append[]> {
    return registering(this.store, opening, this.editions, causedBy(envelope));
  }

  /**
   * Opens the year after a closed one, registers it and brings forward what was carried. Whatever of it is there already is
   * left alone, no matter who did it and under which key, so that any process can finish what was cut off.
   */
  async openNext(closing: UnitYear, envelope: Envelope): Promise<Recorded | Refusal> {
    const opening = openingAfter(closing);
    const previousYear = previousYearOf(closing)!;
    const { unit, fiscalYear } = opening;
    const stream = budgetStream(unit.code, fiscalYear);
    const rules = this.rules(fiscalYear, previousYear);
    const decideRest = async (): Promise<Opening & { readonly there: StoredEvent | undefined }> => {
      const { year, events, state } = await this.read({ unit: unit.code, fiscalYear });
      const there = events.findLast(isOpening);
      const missing = decideAll(year, [...stepsInto(year, opening, previousYear)], rules);
      if (missing instanceof Refusal) return { appends: [], outcome: missing, there };
      const registration = [
        ...(await registerCarriedProjects(this.store, opening, previousYear, causedBy(envelope))),
        ...(await this.registering(year.opening ?? opening, envelope)),
      ];
      return { appends: [...registration, ...appendsOf(stream, state, missing, causedBy(envelope))], there };
    };
    const { decision, results } = await appendWholeOrInOrder(this.store, decideRest);
    const { outcome, appends, there } = decision;
    if (outcome instanceof Refusal) return outcome;
    const last = results.at(-1);
    if (last && appends.at(-1)!.stream === stream) return recorded(last);
    // The year was there, and at most its registration was not.
    const { revision, position } = there!;
    return { revision, position: last?.position ?? position, repeated: last?.repeated ?? true };
  }

  private async read({ unit, fiscalYear }: UnitYearTarget) {
    const { events, state } = await readWholeStream(this.store, budgetStream(unit, fiscalYear));
    const year = fold(events.map((stored) => readEvent<LedgerEvent>(stored)));
    return { year, events, state, revision: events.length - 1 };
  }

  private rules(fiscalYear: number, previousYear: PreviousYear | null): Rulebook {
    return { catalogue: this.catalogues.ofYear(fiscalYear), previousYear };
  }
}

/** What an opening writes, or why it writes nothing. */
interface Opening {
  readonly appends: readonly Append[];
  readonly outcome?: Recorded | Refusal | ConcurrencyError;
}

const recorded = ({ lastRevision, position, repeated }: AppendResult): Recorded => ({
  revision: lastRevision,
  position,
  repeated,
});

/** The author of what is recorded with a command, under other ids, and is caused by it. */
const causedBy = ({ actor, commandId, ...ids }: Envelope): Author => ({
  actor,
  correlationId: ids.correlationId ?? commandId,
  causationId: ids.causationId ?? commandId,
});

const isOpening = ({ type }: StoredEvent): boolean => type === 'FiscalYearOpened' || type === 'CarryoverBroughtForward';

function openingAfter({ opening }: UnitYear): CommandData<'openFiscalYear'> {
  const { unit, department, fiscalYear } = opening!;
  return { unit, department, fiscalYear: fiscalYear + 1, occurredOn: broughtForwardOn(fiscalYear + 1) };
}

/** What is not there yet. A line that has another 上年结转 is asked for too, and is refused with both figures. */
function* stepsInto(
  year: UnitYear,
  opening: CommandData<'openFiscalYear'>,
  { fiscalYear, carried }: PreviousYear,
): Iterable<LedgerCommand> {
  if (!year.opening) yield { type: 'openFiscalYear', data: opening };
  const missing = [...carried.values()].filter(
    ({ line, amount }) => year.lines.get(line.id)?.balance.broughtForward !== amount,
  );
  for (let from = 0; from < missing.length; from += BROUGHT_LINES_MAX) {
    const part = missing.slice(from, from + BROUGHT_LINES_MAX);
    const data = {
      documentNo: `${fiscalYear} 年度年结`,
      occurredOn: opening.occurredOn,
      reason: '上年年末结转转入',
      opens: part.map(({ line }) => line),
      lines: part.map(({ line, amount, nature }) => ({ lineId: line.id, amount: formatYuan(amount), nature })),
    };
    yield { type: 'bringForward', data };
  }
}

function decideAll(year: UnitYear, steps: readonly LedgerCommand[], rules: Rulebook): LedgerEvent[] | Refusal {
  const events: LedgerEvent[] = [];
  let state = year;
  for (const step of steps) {
    const decision = decide(state, step, rules);
    if (decision instanceof Refusal) return decision;
    events.push(...decision);
    state = fold(decision, state);
  }
  return events;
}
