import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { ApplicationModule, GetUnitYear, type Recorded, RecordCommand } from '@yujue/application';
import { type LedgerCommand, Refusal } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { v4 as uuid } from 'uuid';
import { type TestApplication, startApplication } from '../support/application';

const target = { unit: '310002', fiscalYear: 2020 };
/** `npm run test:long` lets them contend three hundred times. */
const ROUNDS = Number(process.env.CONTEST_ROUNDS ?? 100);

describe('真实数据库上的竞争', () => {
  let application: TestApplication;
  let second: INestApplicationContext;
  let offices: CommandBus[];
  beforeAll(async () => {
    application = await startApplication();
    // A second program on the same database, with its own memory of the year.
    second = await NestFactory.createApplicationContext(
      ApplicationModule.register({ configuration: application.configuration }),
      { logger: ['error'] },
    );
    await second.init();
    offices = [application.commands, second.get(CommandBus)];
    await record(offices[0]!, ledger.opened);
    await record(offices[0]!, ledger.appropriate(ledger.services, `${ROUNDS}.00`));
  });
  afterAll(async () => {
    await second.close();
    await application.close();
  });

  const record = (bus: CommandBus, command: LedgerCommand, commandId: string = uuid()): Promise<Recorded | Refusal> =>
    bus.execute(new RecordCommand(target, command, { commandId, actor: '竞争者' }));

  const disbursed = async () => {
    const view = await application.queries.execute(new GetUnitYear(target));
    return view.lines.find(({ id }) => id === ledger.services.id)!;
  };

  it(`两个程序争同一条指标，${ROUNDS} 轮，付到一分不剩也从不超支`, async () => {
    let paid = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const outcomes = await Promise.all(
        offices.map((bus, racer) => record(bus, ledger.pay(ledger.services, `Z${round}-${racer}`, '1.00'))),
      );
      paid += outcomes.filter((outcome) => !(outcome instanceof Refusal)).length;
    }
    expect(paid).toBe(ROUNDS);
    expect(await disbursed()).toMatchObject({ available: '0.00', amounts: { disbursed: `${ROUNDS}.00` } });
  });

  it('同一命令编号由两个程序同时提交，只支付一次', async () => {
    await record(offices[0]!, ledger.supplement(ledger.services, '100.00'));
    for (let round = 0; round < 50; round++) {
      const commandId = uuid();
      const payment = ledger.pay(ledger.services, `C${round}`, '1.00');
      const outcomes = (await Promise.all(offices.map((bus) => record(bus, payment, commandId)))) as Recorded[];
      expect(outcomes.map(({ repeated }) => repeated).toSorted()).toEqual([false, true]);
      expect(outcomes[0]!.revision).toBe(outcomes[1]!.revision);
    }
    expect(await disbursed()).toMatchObject({ available: '50.00' });
  });
});
