import { writeFile } from 'node:fs/promises';
import { asTyped } from '../invocation';
import { writeAtomically } from './atomic-file';

/** Prints a result on stdout; resolves when it is written. Rejects with EPIPE when the reader has gone. */
export const print = (text: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

/** One JSON value, and nothing else, on stdout. */
export const printJson = (value: unknown): Promise<void> => print(jsonText(value));

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Reports something beside the result: on stderr, so that stdout can be read by programs. */
export const note = (line: string): void => void process.stderr.write(`${asTyped(line)}\n`);

/** Puts a result where the person wants it: into the file of `--out`, or on stdout. */
export async function deliver(content: string | Uint8Array, out: string | undefined): Promise<void> {
  if (out === undefined) return print(content);
  const { path } = await writeAtomically(out, (draft) => writeFile(draft, content, { flush: true }));
  note(`已写入 ${path}。`);
}
