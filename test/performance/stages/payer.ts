import { randomUUID } from 'node:crypto';
import { type CommandBus } from '@nestjs/cqrs';
import { RecordCommand } from '@yujue/application';
import { Refusal } from '@yujue/ledger';
import { FISCAL_YEAR, type GeneratedLine, generatedPayment } from '../generated-year';

/** However many payments are made, they spread over the year as if they were so many. */
const PAYMENTS_A_YEAR = 1_000_000;

/** Makes one 支付 through the command bus each time it is called, on the next line in turn, and waits for the answer. */
export function payer(bus: CommandBus, lines: readonly GeneratedLine[]): () => Promise<number> {
  let index = 0;
  return async () => {
    const { unit, ...data } = generatedPayment(lines, (index += 1), PAYMENTS_A_YEAR);
    const target = { unit, fiscalYear: FISCAL_YEAR };
    const command = { type: 'disburse' as const, data: { ...data, paymentId: randomUUID() } };
    const answer = await bus.execute(new RecordCommand(target, command, { commandId: randomUUID(), actor: '张三' }));
    if (answer instanceof Refusal) throw new Error(answer.message);
    return 1;
  };
}
