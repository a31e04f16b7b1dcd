import { type Leader } from '../faults/refusal';
import { type EventLog } from '../log/event-log';
import { type Member, type Membership, type NodeState } from '../membership';
import { type Node, startNode } from '../node';
import { type ServerOptions } from '../server-options';
import { Front } from './front';

/** `frozen`: accepts, never answers. */
export type Condition = 'dead' | 'running' | 'frozen';

/** A node of a cluster: an address, the process behind it if one runs, and what the node knows of the cluster. */
export class ClusterNode implements Membership {
  condition: Condition = 'dead';
  state: NodeState = 'UNKNOWN';
  leader: Leader | null = null;
  /** How often its process was started. */
  starts = 0;
  private process: Node | null = null;
  private commitDelayMs: number | undefined;
  private readonly front = new Front();

  constructor(
    /** Its name in specs and messages. */
    readonly name: string,
    private readonly options: ServerOptions,
    private readonly log: EventLog,
    private readonly membersSeenBy: (node: ClusterNode) => readonly Member[],
  ) {}

  get address(): Leader {
    return { host: '127.0.0.1', port: this.front.port };
  }

  /** The address for clients that know only this node. */
  get url(): string {
    return `esdb://127.0.0.1:${this.front.port}?tls=false`;
  }

  /** The same for clients that find the leader by gossip. */
  get discoverUrl(): string {
    return `esdb+discover://127.0.0.1:${this.front.port}?tls=false`;
  }

  get members(): readonly Member[] {
    return this.membersSeenBy(this);
  }

  async start(): Promise<void> {
    this.state = 'INITIALIZING';
    this.leader = null;
    this.starts += 1;
    this.process = await startNode({ ...this.options, port: 0 }, this.log, this);
    this.commitDelay(this.commitDelayMs);
    await this.front.open(this.process.port);
    this.condition = 'running';
  }

  /** Ends the process as kill -9 does. */
  async kill(): Promise<void> {
    this.condition = 'dead';
    await this.front.close();
    await this.process?.kill();
    this.process = null;
  }

  /** Stops the process as SIGSTOP does. */
  freeze(): void {
    this.condition = 'frozen';
    this.front.freeze();
    this.process?.writer.commits.hold(true);
  }

  /** Continues the process as SIGCONT does. It commits again after `hasQuorum(true)`. */
  thaw(): void {
    this.condition = 'running';
    this.front.thaw();
  }

  /** Sets whether it has a quorum: a leader without one cannot commit. */
  hasQuorum(has: boolean): void {
    this.process?.writer.commits.hold(!has || this.condition === 'frozen');
  }

  /** Sets how long its commits take, also after a restart; as in the options when absent. */
  commitDelay(milliseconds: number | undefined): void {
    this.commitDelayMs = milliseconds;
    this.process?.writer.commits.delay(milliseconds);
  }

  /** Commits and answers the writes that it has accepted. */
  finishCommits(): void {
    this.process?.writer.commits.finish();
  }

  /** Forgets what it has not committed, because another leader decides about it. Clients that wait get a commit timeout. */
  abandonCommits(): void {
    this.process?.writer.commits.abandon();
  }
}
