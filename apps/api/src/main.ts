import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type NestExpressApplication } from '@nestjs/platform-express';
import {
  type Configuration,
  DemandRights,
  Following,
  LiveUpdates,
  readConfiguration,
  surviveFaults,
} from '@yujue/application';
import { welcome } from './welcome';
import { createServer, stopServer } from './server';
import { sentenceOf } from './start-error';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const app = await createServer({ configuration, log: say });
  const logger = new Logger('process');
  surviveFaults((text) => logger.error(text));
  stopOnSignals(app);
  try {
    await app.init();
    await app.get(CommandBus).execute(new DemandRights());
    app.get(Following).start();
    app.get(LiveUpdates).start();
    // A busy port is found out before anything is loaded into the log.
    await app.listen(configuration.port, configuration.host);
    await welcome(app.get(CommandBus), app.get(QueryBus), app.get(Following), configuration, say);
    say(`预决已启动：${addressOf(configuration)}（接口文档 ${addressOf(configuration)}/docs）。按 Ctrl-C 停止。`);
  } catch (error) {
    // The database is open by now and must be left in order.
    await app.close();
    throw error;
  }
}

function stopOnSignals(app: NestExpressApplication): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    say('正在停止……');
    stopServer(app).then(
      () => {
        say('已停止，数据已保存。');
        process.exit(0);
      },
      (error: unknown) => {
        process.stderr.write(`${sentenceOf(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const addressOf = ({ host, port }: Configuration): string =>
  `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});
