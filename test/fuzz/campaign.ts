import { type ExpectedState } from '@yujue/event-store';
import { collect, stateOf } from '@yujue/event-store/testing';
import { hash } from 'node:crypto';
import { REGISTERS, type RegisterName, recordEntry, registersStream } from '@yujue/ledger';
import fc from 'fast-check';
import { v4 as uuid } from 'uuid';
import { ZodError } from 'zod';
import { arbitraryOf } from './arbitrary-of-schema';
import {
  type Route,
  UNITS,
  YEAR,
  anyRequest,
  commandRequest,
  voucherRequest,
  listRequest,
  openingRequest,
  rawRequest,
} from './asked';
import { differenceFromDocument } from '../support/documented-answers';
import { type FuzzedOffice } from './fuzzed-office';
import { type Known, ledgerHints } from './ledger-hints';
import { type WireAnswer, type WireRequest, send, sendRaw } from './send';

/** Lines of the small dataset. */
const LINES: Readonly<Record<(typeof UNITS)[number], readonly string[]>> = { '900001': ['A1', 'A2'], '900002': ['B1'] };

/** What a campaign did, for people. */
export class Tally {
  requests = 0;
  registerEntries = 0;
  rounds = 0;
  readonly statuses: Record<string, number> = {};
  /** Why commands were not recorded. */
  readonly codes: Record<string, number> = {};
}

const KINDS = [
  'command',
  'command',
  'command',
  'command',
  'command',
  'command',
  'document',
  'list',
  'opening',
  'register',
  'any',
  'any',
  'any',
  'raw',
] as const;

/**
 * Random requests one after the other, each from its own seed, on one program that keeps what it accepts. Answers that
 * break the contract are kept with their seeds and requests.
 */
export class Campaign {
  readonly failures: string[] = [];

  private readonly units = new Map(
    UNITS.map((unit) => {
      const known: Known = { lines: [...LINES[unit]], payments: ['Z1'], commitments: [] };
      return [unit, { known, command: commandRequest(unit, known), document: voucherRequest(unit, known) }];
    }),
  );
  private readonly list = listRequest(this.units.get(UNITS[0])!.known);
  private readonly registers = Object.fromEntries(
    (Object.keys(REGISTERS) as RegisterName[]).map((name) => [
      name,
      arbitraryOf(REGISTERS[name], ledgerHints(YEAR, this.units.get(UNITS[0])!.known)),
    ]),
  );
  private readonly any: fc.Arbitrary<WireRequest>;

  constructor(
    private readonly office: FuzzedOffice,
    routes: readonly Route[],
    private readonly tally: Tally,
  ) {
    this.any = anyRequest(routes);
  }

  async step(seed: number): Promise<void> {
    const draw = <T>(arbitrary: fc.Arbitrary<T>): T => fc.sample(arbitrary, { seed, numRuns: 1 })[0]!;
    const kind = draw(fc.constantFrom(...KINDS));
    if (kind === 'register') return this.recordRegisterEntry(draw);
    if (kind === 'raw') {
      const bytes = draw(rawRequest);
      return this.judge(seed, bytes.toString('latin1'), await sendRaw(this.office.port, bytes));
    }
    const { known, command, document } = this.units.get(draw(fc.constantFrom(...UNITS)))!;
    const requests = { command, document, list: this.list, opening: openingRequest, any: this.any };
    const request = draw<WireRequest>(requests[kind]);
    const answer = await send(this.office.port, request);
    this.judge(seed, told(request), answer);
    const difference = differenceFromDocument({ method: request.method, path: request.path, ...answer });
    if (answer.status !== 0 && difference !== null) this.failures.push(`Seed ${seed}: ${difference}\n${told(request)}`);
    if (answer.status === 200 && kind === 'command') remember(request, known);
  }

  /** Registers enter by datasets; here by what makes their events, behind the same checks. */
  private async recordRegisterEntry(draw: <T>(arbitrary: fc.Arbitrary<T>) => T): Promise<void> {
    const register = draw(fc.constantFrom(...(Object.keys(REGISTERS) as RegisterName[])));
    const content = draw(this.registers[register]!);
    const entryNo = draw(fc.constantFrom('1', '2', '3', '车-01'));
    const event = recordEntry(YEAR, { register, entryNo, content });
    if (event instanceof ZodError) return;
    const stream = registersStream(draw(fc.constantFrom(...UNITS, 'small')), YEAR);
    const commandId = uuid();
    const metadata = { commandId, correlationId: commandId, causationId: null, actor: '生成器' };
    const expected = await this.lastOf(stream);
    const data = JSON.parse(JSON.stringify(event.data)) as never;
    const events = [{ id: uuid(), type: event.type, version: 1, data, metadata }];
    await this.office.store.append({ stream, expected, commandId, fingerprint: hash('sha256', commandId), events });
    this.tally.registerEntries += 1;
  }

  private async lastOf(stream: string): Promise<ExpectedState> {
    return stateOf((await collect(this.office.store.readStream(stream))).at(-1));
  }

  private judge(seed: number, request: string, { status, type, body }: WireAnswer): void {
    this.tally.requests += 1;
    this.tally.statuses[status] = (this.tally.statuses[status] ?? 0) + 1;
    const wrong = (what: string): void => {
      this.failures.push(`Seed ${seed}: ${what}\n${request}\n→ ${status} ${type}\n${body.slice(0, 1_000)}`);
    };
    if (status >= 500) return wrong('a 5xx');
    if (status < 400) return;
    if (/\n {4}at |node_modules|SELECT |INSERT |SQLSTATE|ZodError/.test(body))
      return wrong('the answer tells its insides');
    if (!type.startsWith('application/problem+json')) return;
    const problem = JSON.parse(body) as { status: number; code: string; detail: string; details?: string[] };
    this.tally.codes[problem.code] = (this.tally.codes[problem.code] ?? 0) + 1;
    if (problem.status !== status || !/\p{Script=Han}/u.test(problem.detail))
      return wrong('no problem details in Chinese');
    for (const line of problem.details ?? [])
      if (!/\p{Script=Han}/u.test(line)) return wrong('a detail that is not Chinese');
  }
}

function remember({ body }: WireRequest, known: Known): void {
  const data = JSON.parse(String(body)) as {
    paymentId?: string;
    newPaymentId?: string;
    commitmentId?: string;
    opens?: { id: string }[];
  };
  const add = (list: string[], ...ids: (string | undefined)[]) =>
    ids.forEach((id) => id !== undefined && !list.includes(id) && list.push(id));
  add(known.payments, data.newPaymentId ?? data.paymentId);
  add(known.commitments, data.commitmentId);
  add(known.lines, ...(data.opens ?? []).map(({ id }) => id));
}

const told = ({ method, path, headers, body }: WireRequest): string =>
  `${method} ${path.slice(0, 500)}\n${JSON.stringify(headers)}\n${body?.subarray(0, 2_000).toString('latin1') ?? ''}`;
