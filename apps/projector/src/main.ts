import 'reflect-metadata';
import { type Server } from 'node:http';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApplicationModule, Following, readConfiguration, surviveFaults } from '@yujue/application';
import { CodedError } from '@yujue/errors';
import { serveHealth } from './health';
import { tellChanges } from './tell-changes';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * A worker that only keeps read models up to date, beside servers that answer. Any number may run: they share the work
 * through the checkpoint in the database.
 */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const context = await NestFactory.createApplicationContext(ApplicationModule.register({ configuration, log: say }), {
    // A start that fails is reported in one sentence; Nest would print the stack and end the process.
    logger: false,
    abortOnError: false,
  });
  context.useLogger(['error', 'warn']);
  const logger = new Logger('process');
  surviveFaults((text) => logger.error(text));
  const stopped = untilStopped();
  const following = context.get(Following);
  let health: Server | undefined;
  try {
    health = await serveHealth(() => following.status(), configuration);
    following.start();
    say('投影进程已启动，按 Ctrl-C 停止。');
    await tellChanges(() => following.status(), say, stopped);
  } finally {
    health?.close();
    await context.close();
  }
  say('已停止，数据已保存。');
}

/** Aborts at Ctrl-C or when a supervisor asks the process to end; the second signal ends it as it is. */
function untilStopped(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

/** Errors made for people carry a sentence; the rest are our own faults and keep their stack. */
function sentenceOf(error: unknown): string {
  if (error instanceof CodedError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
});
