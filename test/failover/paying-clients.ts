import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '@yujue/event-store/testing';
import { writeDataset } from '../support/small-dataset';

export const FISCAL_YEAR = 2020;
/** Lines with enough money for a day of payments of AMOUNT each, in the years of two units. */
const LINES = [
  { unit: '900001', lineId: 'A1' },
  { unit: '900001', lineId: 'A2' },
  { unit: '900002', lineId: 'B1' },
] as const;
export const UNITS = ['900001', '900002'] as const;
const AMOUNT = '0.01';
const DEPARTMENT_YEAR = `/api/v1/departments/small/years/${FISCAL_YEAR}`;

const CLIENTS_DEFAULT = 16;
/** One command in five goes to both processes at the same moment. */
const SENT_TWICE_SHARE = 0.2;
/** After one payment in ten the client reads a report that covers it, and after one in ten the unit's year. */
const REPORT_SHARE = 0.1;
const PAUSE_MAX_MS = 20;
/** How often a client repeats a payment that was not confirmed, as the same command. */
const TRIES = 60;
const TRY_AGAIN_AFTER_MS = 250;
/** No answer within this time counts as a failure; the product promises an answer after 15 seconds. */
const ANSWER_MAX_MS = 60_000;

/** Writes a dataset whose own payments leave money on all LINES, to be loaded before clients pay; returns its folder. */
export const writePayingDataset = (): Promise<string> =>
  writeDataset({
    '支付.csv': `支付编号,单据号,日期,指标编号,金额,收款人,摘要
Z1,P1,2020-02-05,A1,1200.50,示例文具店,办公用品
Z3,P3,2020-03-20,B1,1000.00,示例医院,救助
`,
  });

/** What a process confirmed. */
export interface Confirmation {
  readonly revision: number;
  readonly position: string;
  readonly repeated: boolean;
}

export interface Payment {
  readonly unit: string;
  readonly paymentId: string;
  readonly commandId: string;
  /** Whether it went to both processes at once. */
  readonly isSentTwice: boolean;
  /** Empty when the client gave up; otherwise one for each process that it was sent to. */
  readonly confirmations: Confirmation[];
}

/** An answer other than 200, or none. */
export interface FailedAnswer {
  readonly asked: string;
  /** null when the process did not answer. */
  readonly status: number | null;
  readonly said: string;
  readonly afterMs: number;
}

/** What the clients did, and the answers that they got. */
export interface PaymentsMade {
  readonly payments: readonly Payment[];
  readonly failures: readonly FailedAnswer[];
  readonly answers: number;
  readonly slowestMs: number;
}

export interface PayingClientsOptions {
  /** Addresses of the API processes (`http://127.0.0.1:3000`), at least one; the first two get commands twice. */
  readonly apis: readonly string[];
  /** Decides which client pays what and where; the interleaving depends on the machine. */
  readonly seed: number;
  readonly clients?: number;
}

/**
 * Clients that pay through the product's API, each one payment after the other, until `stop`. Like a person, each repeats
 * an unconfirmed payment as the same command. Every answer other than 200 is kept.
 */
export class PayingClients {
  private readonly payments: Payment[] = [];
  private readonly failures: FailedAnswer[] = [];
  private answers = 0;
  private slowestMs = 0;
  private isStopping = false;
  private readonly ended: Promise<unknown>;

  private constructor(
    private readonly apis: readonly string[],
    seed: number,
    clients: number,
  ) {
    this.ended = Promise.all(
      Array.from({ length: clients }, (_, index) => this.payAway(index, seededRandom(seed + index))),
    );
    // Awaited by `stop`.
    this.ended.catch(() => {});
  }

  static start({ apis, seed, clients = CLIENTS_DEFAULT }: PayingClientsOptions): PayingClients {
    return new PayingClients(apis, seed, clients);
  }

  /** How many payments have been confirmed so far. */
  get confirmed(): number {
    return this.payments.filter(({ confirmations }) => confirmations.length > 0).length;
  }

  /** Resolves once `count` further payments have been confirmed; false when `withinMs` passes before. */
  async confirm(count: number, withinMs: number): Promise<boolean> {
    const wanted = this.confirmed + count;
    const until = performance.now() + withinMs;
    while (this.confirmed < wanted && performance.now() < until) await sleep(20);
    return this.confirmed >= wanted;
  }

  /** Lets each client finish its current payment, and returns all answers. */
  async stop(): Promise<PaymentsMade> {
    this.isStopping = true;
    await this.ended;
    const { payments, failures, answers, slowestMs } = this;
    return { payments, failures, answers, slowestMs };
  }

  private async payAway(client: number, random: () => number): Promise<void> {
    for (let count = 0; !this.isStopping; count += 1) {
      await this.pay(`C${client}-${count}`, random);
      await sleep(random() * PAUSE_MAX_MS);
    }
  }

  private async pay(paymentId: string, random: () => number): Promise<void> {
    const { unit, lineId } = LINES[Math.floor(random() * LINES.length)]!;
    const isSentTwice = random() < SENT_TWICE_SHARE;
    const first = Math.floor(random() * this.apis.length);
    const payment: Payment = { unit, paymentId, commandId: randomUUID(), isSentTwice, confirmations: [] };
    this.payments.push(payment);
    const addressees = isSentTwice ? this.apis.slice(0, 2) : [this.apis[first]!];
    await Promise.all(addressees.map((api) => this.send(api, payment, lineId)));
    const [confirmation] = payment.confirmations;
    const choice = random();
    if (!confirmation) return;
    if (choice < REPORT_SHARE) {
      const question = new URLSearchParams({ month: '4', by: 'unit', after: confirmation.position });
      await this.ask(this.apis[first]!, `${DEPARTMENT_YEAR}/execution?${question}`);
    } else if (choice < 2 * REPORT_SHARE) {
      await this.ask(this.apis[first]!, `/api/v1/units/${unit}/years/${FISCAL_YEAR}`);
    }
  }

  private async send(api: string, payment: Payment, lineId: string): Promise<void> {
    const { unit, paymentId, commandId } = payment;
    const body = {
      documentNo: 'P9',
      occurredOn: '2020-04-01',
      reason: '办公用品',
      lineId,
      amount: AMOUNT,
      paymentId,
      payee: '示例文具店',
    };
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const confirmation = await this.ask(api, `/api/v1/units/${unit}/years/${FISCAL_YEAR}/commands/disburse`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': commandId },
        body: JSON.stringify(body),
      });
      if (confirmation) {
        payment.confirmations.push(confirmation as Confirmation);
        return;
      }
      await sleep(TRY_AGAIN_AFTER_MS);
    }
  }

  /** The body of a 200; null for everything else, which is kept as a failure. */
  private async ask(api: string, path: string, init: RequestInit = {}): Promise<unknown> {
    const since = performance.now();
    let status: number | null = null;
    let said: string;
    try {
      const response = await fetch(`${api}${path}`, { ...init, signal: AbortSignal.timeout(ANSWER_MAX_MS) });
      status = response.status;
      said = await response.text();
    } catch (error) {
      said = String(error);
    }
    const afterMs = performance.now() - since;
    this.answers += 1;
    this.slowestMs = Math.max(this.slowestMs, afterMs);
    if (status === 200) return JSON.parse(said);
    this.failures.push({ asked: `${api}${path}`, status, said, afterMs });
    return null;
  }
}
