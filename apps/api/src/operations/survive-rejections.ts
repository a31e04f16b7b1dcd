import { Logger } from '@nestjs/common';
import { inspect } from 'node:util';

/**
 * A promise that nobody waits for may be rejected: a statement that is cancelled, a connection that ends. Lint forbids such
 * promises, and where one is made all the same, it is a fault to be read in the log and no reason to end the program.
 */
export function surviveRejections(): void {
  const logger = new Logger('process');
  process.on('unhandledRejection', (reason) => logger.error(`未处理的异步错误\n${inspect(reason, { depth: 6 })}`));
}
