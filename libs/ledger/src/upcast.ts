import { CodedError } from '@yujue/errors';
import { type VoucherEvent } from './vouchers/vouchers';
import { type LedgerEvent } from './events';
import { type LogBreakAcknowledged } from './log-continuity';
import { type RegisterEvent } from './registers/registers';

/** Every event that this program writes. */
export type AnyEvent = LedgerEvent | RegisterEvent | VoucherEvent | LogBreakAcknowledged;

/** Current version of each event's data. A shape that changes gets a new number here and a step in UPCASTERS. */
export const EVENT_VERSIONS = {
  FiscalYearOpened: 1,
  BudgetAppropriated: 1,
  BudgetSupplemented: 2,
  BudgetReduced: 1,
  BudgetTransferred: 1,
  BudgetFrozen: 1,
  BudgetUnfrozen: 1,
  CarryoverBroughtForward: 2,
  RevenueReceived: 1,
  CommitmentMade: 1,
  CommitmentReleased: 1,
  DisbursementMade: 4,
  DisbursementRefunded: 1,
  DisbursementReclassified: 2,
  NonTaxRevenueCollected: 1,
  BalanceCarriedForward: 2,
  BalanceSurrendered: 1,
  SurplusAllocated: 1,
  EntryReversed: 1,
  MonthClosed: 1,
  MonthReopened: 1,
  FiscalYearClosed: 1,
  ApprovalRefused: 1,
  RegisterEntryRecorded: 1,
  DepartmentYearRegistered: 1,
  DocumentDrafted: 2,
  DocumentSubmitted: 1,
  DocumentReturned: 1,
  DocumentApprovalBegun: 1,
  DocumentApprovalRefused: 1,
  DocumentApproved: 1,
  DocumentWithdrawn: 1,
  LogBreakAcknowledged: 1,
} as const satisfies Record<AnyEvent['type'], number>;

type EventType = keyof typeof EVENT_VERSIONS;
type Data = Readonly<Record<string, unknown>>;

/** One step each, from the version named by the index + 1 to the next. Stored events are never rewritten. */
const UPCASTERS: Partial<Record<EventType, readonly ((data: Data) => Data)[]>> = {
  // Version 1 did not say where added authority came from; all of it was of the own level.
  BudgetSupplemented: [(data) => ({ source: 'own-level', ...data })],
  DisbursementMade: [
    // Version 1 knew treasury payments only, and no payee.
    (data) => ({ drawnOn: 'treasury', payee: '', ...data }),
    // Version 2 had no payments ahead of the budget.
    (data) => data,
    // Version 3 did not check these against the year before.
    (data) => (data['ahead'] === '参照上年同期' ? { basis: 'unverified', ...data } : data),
  ],
  DisbursementReclassified: [(data) => data],
  // Version 1 held one command.
  DocumentDrafted: [({ command, ...data }) => ({ ...data, commands: [command] })],
  // Version 1 did not keep 结转 and 结余 apart. 结转 was what a command without a word for it meant.
  BalanceCarriedForward: [(data) => ({ nature: '结转', ...data })],
  CarryoverBroughtForward: [
    (data) => ({ ...data, lines: (data['lines'] as readonly Data[]).map((line) => ({ nature: '结转', ...line })) }),
  ],
};

/** A stored event that this program cannot read: of an unknown type, or written by a newer version of it. */
export class UnreadableEventError extends CodedError {
  readonly kind = 'fault';
  readonly code = 'EVENT_UNREADABLE';

  constructor(type: string, version: number) {
    super(`无法识别的事件 ${type}（版本 ${version}），可能由更新版本的程序写入，请升级后再试。`);
  }
}

/**
 * Brings a stored event to the current shape; which kinds to expect follows from its stream. Throws UnreadableEventError for
 * what this program does not know.
 */
export function readEvent<Expected extends AnyEvent = LedgerEvent | RegisterEvent>(stored: {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}): Expected {
  if (!isKnown(stored.type) || stored.version > EVENT_VERSIONS[stored.type] || stored.version < 1) {
    throw new UnreadableEventError(stored.type, stored.version);
  }
  const steps = (UPCASTERS[stored.type] ?? []).slice(stored.version - 1);
  const data = steps.reduce<Data>((older, step) => step(older), stored.data as Data);
  return { type: stored.type, data } as unknown as Expected;
}

const isKnown = (type: string): type is EventType => Object.hasOwn(EVENT_VERSIONS, type);

/** True for events of a unit's year, false for those of registers and departments. */
export const isLedgerEvent = (event: LedgerEvent | RegisterEvent): event is LedgerEvent =>
  event.type !== 'RegisterEntryRecorded' && event.type !== 'DepartmentYearRegistered';
