import { type EventStore, type StoredEvent, verifyLog } from '@yujue/event-store';
import { type LedgerEvent, budgetStream, readEvent } from '@yujue/ledger';
import { FISCAL_YEAR, type Payment, UNITS } from './paying-clients';

/** A payment of the clients as the log holds it. */
interface PaymentInLog {
  readonly unit: string;
  readonly revision: number;
  readonly commandId: string;
}

/**
 * Compares the answers to the clients with the log: each confirmed payment is in it once, at the confirmed revision, and no
 * payment is in it that no client made. Returns every violation as a sentence; empty when all is well.
 */
export async function judge(store: EventStore, payments: readonly Payment[]): Promise<string[]> {
  const { fault } = await verifyLog(store);
  const inLog = await paymentsInLog(store);
  const asked = new Set(payments.map(({ paymentId }) => paymentId));
  const unknown = [...inLog.keys()].filter((paymentId) => isOfClient(paymentId) && !asked.has(paymentId));
  return [
    ...(fault ? [fault.message] : []),
    ...unknown.map((paymentId) => `${paymentId} is in the log, and nobody asked for it`),
    ...payments.flatMap((payment) => faultsOf(payment, inLog.get(payment.paymentId) ?? [])),
  ];
}

/** The payments of the dataset have other ids. */
const isOfClient = (paymentId: string): boolean => paymentId.startsWith('C');

async function paymentsInLog(store: EventStore): Promise<ReadonlyMap<string, PaymentInLog[]>> {
  const found = new Map<string, PaymentInLog[]>();
  for (const unit of UNITS) {
    for await (const page of store.readStream(budgetStream(unit, FISCAL_YEAR))) {
      for (const stored of page) {
        const paymentId = paymentOf(stored);
        if (paymentId === null) continue;
        const { revision, metadata } = stored;
        found.set(paymentId, [...(found.get(paymentId) ?? []), { unit, revision, commandId: metadata.commandId }]);
      }
    }
  }
  return found;
}

function paymentOf(stored: StoredEvent): string | null {
  const event = readEvent<LedgerEvent>(stored);
  return event.type === 'DisbursementMade' ? event.data.paymentId : null;
}

function faultsOf(payment: Payment, inLog: readonly PaymentInLog[]): string[] {
  const { unit, paymentId, commandId, isSentTwice, confirmations } = payment;
  if (inLog.length > 1) return [`${paymentId} is paid ${inLog.length} times`];
  const [stored] = inLog;
  if (!stored) return confirmations.length > 0 ? [`${paymentId} was confirmed and is not in the log`] : [];
  if (stored.unit !== unit || stored.commandId !== commandId) return [`${paymentId} is in the log as another command`];
  const elsewhere = confirmations.filter(({ revision }) => revision !== stored.revision);
  const firsts = confirmations.filter(({ repeated }) => !repeated);
  return [
    ...elsewhere.map(({ revision }) => `${paymentId} was confirmed at ${revision} and is at ${stored.revision}`),
    ...(isSentTwice && firsts.length > 1 ? [`${paymentId} was confirmed twice as new`] : []),
  ];
}
