import { type Readable } from 'node:stream';
import { expectedHash, GENESIS_HASH } from '../hash-chain';
import { EventStoreError } from '../port';
import { endSchema, headerSchema, parseLine, type LogLine } from './log-file';

/** An event of a log file with the number of its line, for messages. */
export interface NumberedLine {
  readonly lineNo: number;
  readonly event: LogLine;
}

/** The file cannot be taken as it is, and says why in the message. */
export class ImportRefusedError extends EventStoreError {
  constructor(message: string, options?: ErrorOptions) {
    super('IMPORT_REFUSED', message, options);
  }
}

/**
 * Yields the events of a log file, each checked for its form and its place in its stream's chain before it is yielded.
 * @throws ImportRefusedError when a line is damaged or does not fit, or the file was cut off.
 */
export async function* readLogFile(input: Readable): AsyncGenerator<NumberedLine> {
  const hashes = new Map<string, { revision: number; hash: string }>();
  let lineNo = 0;
  let end: { events: number } | undefined;
  for await (const text of splitLines(input)) {
    lineNo += 1;
    if (end)
      throw new ImportRefusedError(`第 ${lineNo} 行：结束标记之后还有内容，文件可能由多个文件拼接而成，请重新导出。`);
    const value = parseJson(text, lineNo);
    if (lineNo === 1) {
      check(
        headerSchema.safeParse(value).success,
        '第 1 行：不是本系统导出的事件文件，或版本不符，请用“导出”生成的文件。',
      );
      continue;
    }
    end = endSchema.safeParse(value).data;
    if (end) {
      check(
        end.events === lineNo - 2,
        `文件应有 ${end.events} 条事件，实有 ${lineNo - 2} 条，内容有缺失，请重新导出。`,
      );
      continue;
    }
    const event = parseEvent(value, lineNo);
    const before = hashes.get(event.stream) ?? { revision: -1, hash: GENESIS_HASH };
    const fits = event.revision === before.revision + 1 && event.hash === expectedHash(before.hash, event);
    check(
      fits,
      `第 ${lineNo} 行：事件流 ${event.stream} 第 ${event.revision} 号事件与校验链不符，文件被改动过，请重新导出。`,
    );
    hashes.set(event.stream, event);
    yield { lineNo, event };
  }
  check(
    end !== undefined,
    `文件在第 ${lineNo} 行之后被截断，没有结束标记。请重新复制或导出完整的文件后再导入，已导入的部分不会重复。`,
  );
}

function parseJson(text: string, lineNo: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ImportRefusedError(
      `第 ${lineNo} 行不完整：文件可能在此处被截断。请重新复制或导出完整的文件后再导入，已导入的部分不会重复。`,
      { cause },
    );
  }
}

function parseEvent(value: unknown, lineNo: number): LogLine {
  try {
    return parseLine(value);
  } catch (cause) {
    throw new ImportRefusedError(`第 ${lineNo} 行：不是完整的事件，文件已损坏，请重新导出。`, { cause });
  }
}

export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ImportRefusedError(message);
}

async function* splitLines(input: Readable): AsyncGenerator<string> {
  input.setEncoding('utf8');
  let rest = '';
  for await (const chunk of input as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
