import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, EventStoreError, type SnapshotStore } from '@yujue/event-store';
import { type VoucherStep, type LedgerCommand, type NewLine, Refusal } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { type Recorded, UserError } from '@yujue/application';
import {
  type Catalogues,
  KeptMappings,
  OfficeCatalogues,
  LedgerLists,
  UnitVouchers,
  UnitYears,
  YearOpenings,
} from '@yujue/application/testing';

export const DEPARTMENT = 'gz-ybj';
export const FISCAL_YEAR = 2020;
export const UNITS = ['310002', '310003'];
/** A unit whose year is closed, with CARRIED left on one line. Every desk sometimes opens its next year. */
export const CLOSED_UNIT = '310004';
export const CARRIED = '40.00';

/** The lines of a unit, whose money the desks compete for. */
export const linesOf = (unit: string): NewLine[] =>
  [ledger.services, ledger.reception].map((line) => ({ ...line, id: `${unit}-${line.functionCode}` }));

/** The answers that a desk got, as it reports them to the judge. */
export type Answer =
  | { readonly kind: 'recorded'; readonly unit: string; readonly commandId: string; readonly revision: number }
  | { readonly kind: 'refused'; readonly unit: string; readonly payments: readonly string[] }
  | { readonly kind: 'list'; readonly payments: readonly string[] }
  | { readonly kind: 'next year' }
  | { readonly kind: 'document'; readonly unit: string; readonly documentId: string; readonly payment: string }
  /** An error that no caller may get: anything but a refusal, a conflict, and a store that is away. */
  | { readonly kind: 'fault'; readonly message: string };

/** How often a desk repeats what was not confirmed, as the same command. */
const TRIES = 40;
const PAYMENTS_OF_A_LIST_MAX = 25;

/** One process of an office: records at random, repeats what was not confirmed, and reports its answers. */
export class Desk {
  private readonly unitYears: UnitYears;
  private readonly unitVouchers: UnitVouchers;
  private readonly lists: LedgerLists;
  private readonly openings: YearOpenings;
  private readonly paid: { unit: string; paymentId: string }[] = [];
  private count = 0;

  constructor(
    private readonly name: string,
    store: EventStore,
    snapshots: SnapshotStore,
    home: string,
    catalogues: Catalogues,
    private readonly random: () => number,
    private readonly tell: (answer: Answer) => void,
  ) {
    this.openings = new YearOpenings(store, catalogues, { forNextYear: () => [] });
    this.unitYears = new UnitYears(store, snapshots, catalogues, this.openings);
    this.unitVouchers = new UnitVouchers(store, this.unitYears);
    this.lists = new LedgerLists(
      store,
      this.unitYears,
      new OfficeCatalogues(store, catalogues),
      new KeptMappings({ home }),
    );
  }

  /** Does one thing, chosen at random. */
  async act(): Promise<void> {
    const choice = this.random();
    if (choice < 0.55) return this.pay();
    if (choice < 0.65) return this.change();
    if (choice < 0.75) return this.refund();
    if (choice < 0.85) return this.list();
    if (choice < 0.89) return this.openNextYear();
    return this.document();
  }

  private async pay(): Promise<void> {
    const { unit, line } = this.anyLine();
    const paymentId = this.nextId('Z');
    const outcome = await this.record(unit, ledger.pay(line, paymentId, this.amount()), [paymentId]);
    if (outcome) this.paid.push({ unit, paymentId });
  }

  private async change(): Promise<void> {
    const { unit, line } = this.anyLine();
    const change = this.random() < 0.5 ? ledger.supplement : ledger.reduce;
    await this.record(unit, change(line, this.amount()), []);
  }

  private async refund(): Promise<void> {
    const [paid] = this.paid.splice(Math.floor(this.random() * this.paid.length), 1);
    if (paid) await this.record(paid.unit, ledger.refund(paid.paymentId, '0.01'), []);
  }

  /** A list of payments over both units. */
  private async list(): Promise<void> {
    const payments = Array.from({ length: 1 + Math.floor(this.random() * PAYMENTS_OF_A_LIST_MAX) }, () => ({
      ...this.anyLine(),
      id: this.nextId('L'),
      amount: this.amount(),
    }));
    const rows = payments.map(({ id, unit, line, amount }) =>
      [id, unit, `单${id}`, '2020-08-01', line.id, amount, '示例公司', '示例'].join(','),
    );
    const header = '支付编号,预算单位,单据号,日期,指标编号,金额,收款人,摘要';
    const bytes = Buffer.from(`${[header, ...rows].join('\n')}\n`);
    const question = {
      bytes,
      fileName: '支付.csv',
      kind: '支付',
      department: DEPARTMENT,
      fiscalYear: FISCAL_YEAR,
    } as const;
    const silent = { reading: () => {}, recording: () => {} };
    const ids = payments.map(({ id }) => id);
    try {
      await this.repeating(() => this.lists.load(question, this.name, silent));
      this.tell({ kind: 'list', payments: ids });
    } catch (error) {
      if (!(error instanceof UserError)) return;
      for (const unit of UNITS) this.tell({ kind: 'refused', unit, payments: ids });
    }
  }

  private async openNextYear(): Promise<void> {
    const envelope = { commandId: randomUUID(), actor: this.name };
    await this.repeating(async () => {
      const { year } = await this.unitYears.read({ unit: CLOSED_UNIT, fiscalYear: FISCAL_YEAR });
      const outcome = await this.openings.openNext(year, envelope);
      if (outcome instanceof Refusal) throw new Error(outcome.message);
    });
    this.tell({ kind: 'next year' });
  }

  /** A document, from its draft to its approval; another desk may send it back meanwhile. */
  private async document(): Promise<void> {
    const { unit, line } = this.anyLine();
    const documentId = this.nextId('D');
    const payment = this.nextId('DZ');
    const take = (step: VoucherStep) => {
      const actor = step.type === 'draft' || step.type === 'submit' ? this.name : `${this.name}的复核`;
      const envelope = { commandId: randomUUID(), actor };
      return this.repeating(() => this.unitVouchers.take({ unit, fiscalYear: FISCAL_YEAR }, step, envelope));
    };
    try {
      await take({ type: 'draft', documentId, commands: [ledger.pay(line, payment, this.amount())] });
      await take({ type: 'submit', documentId });
      const others = this.random() < 0.4 ? [take({ type: 'return', documentId, reason: '退回' })] : [];
      await Promise.all([take({ type: 'approve', documentId }), ...others]);
    } finally {
      this.tell({ kind: 'document', unit, documentId, payment });
    }
  }

  /** True when it was recorded; what is given up is not reported, and may be in the log or not. */
  private async record(unit: string, command: LedgerCommand, payments: readonly string[]): Promise<boolean> {
    const commandId = randomUUID();
    const ask = () =>
      this.unitYears.record({ unit, fiscalYear: FISCAL_YEAR }, command, { commandId, actor: this.name });
    const outcome = await this.repeating(ask);
    if (outcome instanceof Refusal) {
      this.tell({ kind: 'refused', unit, payments });
      return false;
    }
    this.tell({ kind: 'recorded', unit, commandId, revision: outcome.revision });
    if (this.random() < 0.1) {
      const again = (await this.repeating(ask)) as Recorded;
      if (again.revision !== outcome.revision) throw new Error(`${commandId} was answered twice, differently.`);
    }
    return true;
  }

  /** Repeats what the store did not confirm, as the same command. */
  private async repeating<Outcome>(ask: () => Promise<Outcome>): Promise<Outcome> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof EventStoreError) || attempt === TRIES) throw error;
        await sleep(20 + this.random() * 100);
      }
    }
  }

  private anyLine(): { unit: string; line: NewLine } {
    const unit = UNITS[Math.floor(this.random() * UNITS.length)]!;
    const lines = linesOf(unit);
    return { unit, line: lines[Math.floor(this.random() * lines.length)]! };
  }

  private amount(): string {
    return `${Math.floor(this.random() * 20)}.${String(1 + Math.floor(this.random() * 99)).padStart(2, '0')}`;
  }

  private nextId(kind: string): string {
    return `${kind}-${this.name}-${(this.count += 1)}`;
  }
}
