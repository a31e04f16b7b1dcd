import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { errorCode } from '../database-error';
import { parseAddress } from '../database-address';
import { NoWriterError } from './server-away';
import { type Finding, Server } from './server';

/** How long a server may be silent before its connections are closed, unless a setting says otherwise. */
export const SILENCE_MS_DEFAULT = 5_000;
/** How long to wait for the answers of the other servers once one that takes writes has answered. */
const OTHERS_WAIT_MS = 250;

/** SQLSTATE cannot_connect_now: the server starts, recovers or ends. */
const STARTING = '57P03';

const known = new Map<string, Servers>();

/**
 * The servers of one address, of which one takes writes. All connections of this process share this object, so that after a
 * fail-over the first connection that finds the new primary finds it for all.
 */
export class Servers {
  readonly all: readonly Server[];
  /** An address of one server that a driver understands. */
  readonly url: string;
  private current: Server | undefined;
  private finding: Promise<Server> | undefined;
  private newestTimeline = 0;
  private silenceMs = SILENCE_MS_DEFAULT;

  private constructor(url: string) {
    const { urls } = parseAddress(url);
    this.url = urls[0]!;
    this.all = urls.map((one) => new Server(one, () => this.silenceMs));
  }

  /** The servers of an address. @throws DatabaseError `DATABASE_URL_INVALID` */
  static at(url: string): Servers {
    const servers = known.get(url) ?? new Servers(url);
    known.set(url, servers);
    return servers;
  }

  get areSeveral(): boolean {
    return this.all.length > 1;
  }

  /** Sets how long a server may be silent. */
  allowSilence(ms: number): void {
    this.silenceMs = ms;
  }

  /**
   * Returns the server that takes writes, as last found; with one server, that one without asking.
   *
   * @throws NoWriterError when none takes writes but one may soon; otherwise the error of a server or the network
   */
  async writer(): Promise<Server> {
    if (!this.areSeveral) return this.all[0]!;
    return this.current ?? (this.finding ??= this.find().finally(() => (this.finding = undefined)));
  }

  /** A connection to this server failed or was lost: the next connection looks for the writer again. */
  doubt(server: Server): void {
    if (this.current === server) this.current = undefined;
  }

  /**
   * Asks all servers. If several take writes, a primary that a fail-over left behind was started again by mistake: the one
   * that was promoted last has the newest timeline. A server with an older timeline than one seen before is never used.
   */
  private async find(): Promise<Server> {
    const findings: Finding[] = [];
    const probes = this.all.map(async (server) => {
      const finding = await server.find();
      findings.push(finding);
      if (finding.kind !== 'writer') throw new Error('No writer.');
    });
    const all = Promise.allSettled(probes);
    await Promise.any(probes).then(
      () => Promise.race([all, sleep(OTHERS_WAIT_MS)]),
      () => all,
    );
    const writers = findings.filter((finding) => finding.kind === 'writer');
    const newest = writers.reduce<(typeof writers)[number] | undefined>(
      (best, writer) => (best && best.timeline >= writer.timeline ? best : writer),
      undefined,
    );
    if (!newest || newest.timeline < this.newestTimeline) throw whyNone(findings);
    this.newestTimeline = newest.timeline;
    this.current = newest.server;
    return newest.server;
  }
}

function whyNone(findings: readonly Finding[]): unknown {
  const errors = findings.flatMap((finding) => (finding.kind === 'away' ? [finding.error] : []));
  const isComing = errors.length < findings.length || errors.some((error) => errorCode(error) === STARTING);
  if (isComing) return new NoWriterError({ cause: errors[0] });
  // Prefer a refusal (of the user, of the database), which a person can correct.
  return errors.find((error) => error instanceof DatabaseError) ?? errors[0];
}
