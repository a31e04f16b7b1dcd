import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './database-error';
import { commandLine } from './process-table';

/** A server process as its data directory names it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** False while it starts, recovers or ends. */
  readonly ready: boolean;
}

/** The file in the data directory that a running server keeps, and a killed one leaves behind. */
export const postmasterFile = (dataDir: string): string => join(dataDir, 'postmaster.pid');

/** Reads postmaster.pid: lines 1 (process id), 4 (port) and 8 (status) of PostgreSQL's miscadmin.h, LOCK_FILE_LINE_*. */
export async function readPostmaster(dataDir: string): Promise<Postmaster | undefined> {
  try {
    const lines = (await readFile(postmasterFile(dataDir), 'utf8')).split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Whether the process is a living server of this data directory, and neither a zombie, nor a later process of the same
 * id, nor (where the folder was copied while in use) the server of the original.
 */
export async function isServing({ pid }: Postmaster, dataDir: string): Promise<boolean> {
  return (await commandLine(pid)).includes(`-D ${dataDir} `);
}
