import { CommandBus } from '@nestjs/cqrs';
import { LoadDataset } from '@yujue/application';
import { type GeneratedLine, payableLines } from '../generated-year';
import { type Work } from '../stopwatch';
import { withApplication } from './application';
import { storedEventBytes, withFloorInserts } from './floor';
import { payOverBus, payer } from './payer';
import { clientsOf, sideBySide } from './side-by-side';

export interface CommandsSettings {
  readonly url: string;
  /** A generated year without payments. */
  readonly folder: string;
  /** How many of its units are paid from. */
  readonly units: number;
  readonly clients: readonly number[];
  readonly rounds: number;
  readonly msPerRound: number;
}

export interface CommandsResult {
  readonly clients: number;
  readonly commands: readonly Work[];
  readonly inserts: readonly Work[];
}

/** Clients of the first round, which warms up the program and does not count. */
const WARM_UP_CLIENTS = 64;

/**
 * 支付 through the command bus by clients who each wait for the answer before they ask again; in turn with as many
 * clients who each insert one row a transaction, of the size of a stored event, on a separate connection.
 */
export const measureCommands = (settings: CommandsSettings): Promise<CommandsResult[]> =>
  withApplication(settings.url, async (application) => {
    const { url, folder, rounds, msPerRound } = settings;
    const bus = application.get(CommandBus);
    await bus.execute(new LoadDataset(folder));
    const pay = payer(payOverBus(bus), linesOfUnits(settings.units));
    await sideBySide(clientsOf(WARM_UP_CLIENTS, pay), msPerRound);
    const bytes = await storedEventBytes(url);

    const results: CommandsResult[] = [];
    for (const clients of settings.clients) {
      const [commands, inserts]: [Work[], Work[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        commands.push(await sideBySide(clientsOf(clients, pay), msPerRound));
        inserts.push(
          await withFloorInserts({ url, bytes, connections: clients }, (insert) => sideBySide(insert, msPerRound)),
        );
      }
      results.push({ clients, commands, inserts });
    }
    return results;
  });

/** The payable lines of the first so many units. */
export function linesOfUnits(count: number): GeneratedLine[] {
  const lines = payableLines();
  const units = [...new Set(lines.map(({ unit }) => unit))].slice(0, count);
  return lines.filter(({ unit }) => units.includes(unit));
}
