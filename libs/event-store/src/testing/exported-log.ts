import { Writable } from 'node:stream';
import { type EventStore } from '../port';
import { exportLog } from '../transfer/export-log';

/** The whole log as the file that `yujue export` writes. */
export async function exportedLog(store: EventStore): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await exportLog(store, output);
  return Buffer.concat(chunks);
}
