import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { CommandBus } from '@nestjs/cqrs';
import { LoadDataset } from '@yujue/application';
import { type Work } from '../stopwatch';
import { withApplication } from './application';
import { type CommandsSettings, linesOfUnits } from './commands';
import { storedEventBytes, withFloorInserts } from './floor';
import { payOverHttp, payer } from './payer';
import { clientsOf, sideBySide } from './side-by-side';

export interface HttpCommandsResult {
  readonly commands: readonly Work[];
  readonly inserts: readonly Work[];
}

/** As `measureCommands` with the most clients, through HTTP: the server is a separate process, and the clients are in this one. */
export async function measureHttpCommands(settings: CommandsSettings): Promise<HttpCommandsResult> {
  const { url, folder, rounds, msPerRound } = settings;
  await withApplication(url, (application) => application.get(CommandBus).execute(new LoadDataset(folder)));
  const clients = Math.max(...settings.clients);
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const server = fork(require.resolve('../http-server'), [url]);
  try {
    const [address] = (await once(server, 'message')) as [string];
    const pay = clientsOf(clients, payer(payOverHttp(address, agent), linesOfUnits(settings.units)));
    await sideBySide(pay, msPerRound);
    const bytes = await storedEventBytes(url);
    const [commands, inserts]: [Work[], Work[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      commands.push(await sideBySide(pay, msPerRound));
      inserts.push(
        await withFloorInserts({ url, bytes, connections: clients }, (insert) => sideBySide(insert, msPerRound)),
      );
    }
    return { commands, inserts };
  } finally {
    agent.destroy();
    if (server.connected) server.disconnect();
    await (server.exitCode ?? once(server, 'exit'));
  }
}
