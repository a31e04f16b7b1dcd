import { randomUUID } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type CommandBus } from '@nestjs/cqrs';
import { RecordCommand } from '@yujue/application';
import { Refusal } from '@yujue/ledger';
import { FISCAL_YEAR, type GeneratedLine, type GeneratedPayment, generatedPayment } from '../generated-year';
import { type Act } from './side-by-side';

/** However many payments are made, they spread over the year as if they were so many. */
const PAYMENTS_A_YEAR = 1_000_000;

/** Records a payment, and rejects when it was not recorded. */
type Pay = (unit: string, data: Omit<GeneratedPayment, 'unit'>) => Promise<void>;

/** Makes one 支付 each time it is called, on the next line in turn, and waits for the answer. */
export function payer(pay: Pay, lines: readonly GeneratedLine[]): Act {
  let index = 0;
  return async () => {
    const { unit, ...data } = generatedPayment(lines, (index += 1), PAYMENTS_A_YEAR);
    await pay(unit, { ...data, paymentId: randomUUID() });
    return 1;
  };
}

/** Through the command bus. */
export const payOverBus =
  (bus: CommandBus): Pay =>
  async (unit, data) => {
    const command = new RecordCommand(
      { unit, fiscalYear: FISCAL_YEAR },
      { type: 'disburse', data },
      { commandId: randomUUID(), actor: '张三' },
    );
    const answer = await bus.execute(command);
    if (answer instanceof Refusal) throw new Error(answer.message);
  };

/** Through HTTP, on a connection that is kept. */
export const payOverHttp =
  (address: string, agent: Agent): Pay =>
  async (unit, data) => {
    const url = `${address}/api/v1/units/${unit}/years/${FISCAL_YEAR}/commands/disburse`;
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    const [status, body] = await new Promise<[number | undefined, string]>((resolve, reject) => {
      const asked = request(url, { method: 'POST', headers, agent }, (answer) => {
        text(answer).then((content) => resolve([answer.statusCode, content]), reject);
      });
      asked.once('error', reject);
      asked.end(JSON.stringify(data));
    });
    if (status !== 200) throw new Error(`${status} ${body}`);
  };
