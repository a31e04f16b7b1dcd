import { type Leader } from '../faults/refusal';
import { type EventLog } from '../log/event-log';
import { type Member, type Membership, type NodeState } from '../membership';
import { type Node, startNode } from '../node';
import { type ServerOptions } from '../server-options';
import { Front } from './front';

/** `frozen`: accepts, never answers. */
export type Condition = 'dead' | 'running' | 'frozen';

/** One of the nodes of a cluster: an address, a process behind it or none, and what that knows of the cluster. */
export class ClusterNode implements Membership {
  condition: Condition = 'dead';
  state: NodeState = 'UNKNOWN';
  leader: Leader | null = null;
  /** How often a process was started for it. */
  starts = 0;
  private process: Node | null = null;
  private commitDelayMs: number | undefined;
  private readonly front = new Front();

  constructor(
    /** How specs and messages call it. */
    readonly name: string,
    private readonly options: ServerOptions,
    private readonly log: EventLog,
    private readonly membersSeenBy: (node: ClusterNode) => readonly Member[],
  ) {}

  get address(): Leader {
    return { host: '127.0.0.1', port: this.front.port };
  }

  /** For clients that are given this node alone. */
  get url(): string {
    return `esdb://127.0.0.1:${this.front.port}?tls=false`;
  }

  /** The same for clients that find the leader by its gossip. */
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

  /** As by kill -9. */
  async kill(): Promise<void> {
    this.condition = 'dead';
    await this.front.close();
    await this.process?.kill();
    this.process = null;
  }

  /** As by SIGSTOP. */
  freeze(): void {
    this.condition = 'frozen';
    this.front.freeze();
    this.process?.writer.commits.hold(true);
  }

  /** As by SIGCONT; it commits when it is told that it has its quorum. */
  thaw(): void {
    this.condition = 'running';
    this.front.thaw();
  }

  /** Whether it can commit: a leader without its quorum cannot. */
  hasQuorum(has: boolean): void {
    this.process?.writer.commits.hold(!has || this.condition === 'frozen');
  }

  /** How long its commits take, also after it was started again; as the options say when absent. */
  commitDelay(milliseconds: number | undefined): void {
    this.commitDelayMs = milliseconds;
    this.process?.writer.commits.delay(milliseconds);
  }

  /** Commits and answers what it has taken. */
  finishCommits(): void {
    this.process?.writer.commits.finish();
  }

  /** What it has not committed is another leader's affair now; who waits for it is told that the commit timed out. */
  abandonCommits(): void {
    this.process?.writer.commits.abandon();
  }
}
