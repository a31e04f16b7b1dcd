import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '@yujue/event-store/testing';
import { type EventLog } from '../log/event-log';
import { type Member } from '../membership';
import { openLog } from '../server';
import { type ServerOptions } from '../server-options';
import { ClusterNode } from './cluster-node';

const NAMES = ['a', 'b', 'c'] as const;
const QUORUM = 2;
/** The share of the election time after which the nodes notice that the leader is lost. */
const UNNOTICED = 0.4;
const ELECTION_MS_DEFAULT = 500;
const POLL_MS = 5;

export interface ClusterOptions extends Pick<
  ServerOptions,
  'directory' | 'batchAppend' | 'reading' | 'commitDelayMs' | 'commitTimeoutMs'
> {
  /** How long the cluster has no leader after it lost one; half a second when absent. */
  readonly electionMs?: number;
  /**
   * After what time the other nodes notice that the leader is lost; until then they name it to their clients. Less than half
   * of the election time when absent.
   */
  readonly noticeMs?: number;
  /** How long a node takes from its start until it is ready; as long as an election when absent. */
  readonly startMs?: number;
  /** Decides which node is elected, and how much of what a lost leader had not committed is kept. */
  readonly seed: number;
}

/**
 * Three nodes that share one log. One of them is the leader if at least two are running. Committed entries survive every
 * fail-over. The seed decides from which entry on the uncommitted entries of a lost leader are lost, if any.
 */
export class EventStoreCluster {
  readonly nodes: readonly ClusterNode[];
  private readonly log: EventLog;
  private readonly random: () => number;
  private readonly noticeMs: number | undefined;
  private electionMs: number;
  private readonly startMs: number;
  private leading: ClusterNode | null = null;
  /** The last leader, if it is lost and its log has entries that the others do not have. */
  private ahead: ClusterNode | null = null;
  private isStopped = false;
  private readonly timers = new Set<NodeJS.Timeout>();
  private election: readonly NodeJS.Timeout[] = [];

  private constructor({ electionMs = ELECTION_MS_DEFAULT, noticeMs, startMs, seed, ...options }: ClusterOptions) {
    this.log = openLog(options);
    this.random = seededRandom(seed);
    this.electionMs = electionMs;
    this.noticeMs = noticeMs;
    this.startMs = startMs ?? electionMs;
    this.nodes = NAMES.map((name) => new ClusterNode(name, options, this.log, (node) => this.membersSeenBy(node)));
  }

  /** Starts the three nodes and elects a leader. */
  static async start(options: ClusterOptions): Promise<EventStoreCluster> {
    const cluster = new EventStoreCluster(options);
    for (const node of cluster.nodes) await node.start();
    cluster.elect();
    return cluster;
  }

  /** The address for clients: they ask these nodes for the leader. */
  get url(): string {
    return `esdb://${this.nodes.map(({ address }) => `${address.host}:${address.port}`).join(',')}?tls=false`;
  }

  /** The node that takes writes now; null when there is none. */
  get leader(): ClusterNode | null {
    return this.leading?.condition === 'running' && this.leading.state === 'LEADER' ? this.leading : null;
  }

  get followers(): readonly ClusterNode[] {
    return this.nodes.filter(({ state, condition }) => state === 'FOLLOWER' && condition === 'running');
  }

  /** Resolves as soon as there is a leader. */
  async untilLed(): Promise<ClusterNode> {
    for (let { leader } = this; ; { leader } = this) {
      if (leader) return leader;
      await sleep(POLL_MS);
    }
  }

  /** Resolves when the node follows or leads. */
  async untilReady(node: ClusterNode): Promise<void> {
    while (node.state !== 'FOLLOWER' && node.state !== 'LEADER') await sleep(POLL_MS);
  }

  /** Ends a node as kill -9 does. */
  async kill(node: ClusterNode): Promise<void> {
    await node.kill();
    this.lost(node);
  }

  /**
   * Starts a node that was killed. It is not ready for a while. A former leader with events that the others do not have must
   * truncate its log: its process ends once more to do so, and its supervisor starts it again. Observed on 23.10.8.
   */
  async restart(node: ClusterNode): Promise<void> {
    await node.start();
    this.after(this.startMs, async () => {
      if (node === this.ahead) {
        this.ahead = null;
        await node.kill();
        if (!this.isStopped) await this.restart(node);
        return;
      }
      if (node.condition !== 'running' || node.state !== 'INITIALIZING') return;
      if (this.leader) this.follow(node);
      else node.state = 'UNKNOWN';
      this.quorumChanged();
    });
  }

  /** Stops a node as SIGSTOP does: it accepts connections and answers nothing, not even pings. */
  freeze(node: ClusterNode): void {
    node.freeze();
    this.lost(node);
  }

  /** Continues a frozen node. If it is not the leader now, its process ends and its supervisor starts it again. */
  async thaw(node: ClusterNode): Promise<void> {
    if (node === this.leading) {
      this.cancelElection();
      node.thaw();
      for (const other of this.running) if (other !== node) this.follow(other);
      this.quorumChanged();
    } else {
      await node.kill();
      await this.restart(node);
    }
  }

  /** The leader hands over to another node: it commits what it has accepted and accepts no more. */
  resign(): void {
    const { leader } = this;
    if (!leader) return;
    leader.finishCommits();
    leader.state = 'UNKNOWN';
    this.beginElection(leader);
  }

  /** Sets how long the next elections take. */
  electionTakes(milliseconds: number): void {
    this.electionMs = milliseconds;
  }

  /** Sets how long commits take from now on. */
  commitDelay(milliseconds: number): void {
    for (const node of this.nodes) node.commitDelay(milliseconds);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    for (const node of this.nodes) await node.kill();
    this.log.close();
  }

  private lost(node: ClusterNode): void {
    if (node === this.leading) this.beginElection(null);
    else this.quorumChanged();
  }

  /** A leader that has lost its quorum commits nothing and resigns after a while; nodes without a leader elect one. */
  private quorumChanged(): void {
    const hasQuorum = this.running.length >= QUORUM;
    const isElecting = this.election.length > 0;
    this.leader?.hasQuorum(hasQuorum);
    if (this.leader && hasQuorum) this.cancelElection();
    else if (!isElecting && (this.leader !== null || hasQuorum)) this.beginElection(null);
  }

  private get running(): readonly ClusterNode[] {
    return this.nodes.filter(({ condition, state }) => condition === 'running' && state !== 'INITIALIZING');
  }

  /** `resigned` is not elected again. */
  private beginElection(resigned: ClusterNode | null): void {
    this.cancelElection();
    const notice = this.after(this.noticeMs ?? this.electionMs * UNNOTICED, () => {
      for (const node of this.running) {
        node.state = 'UNKNOWN';
        node.leader = null;
      }
    });
    const end = this.after(this.electionMs, () => {
      this.election = [];
      if (this.running.length >= QUORUM) this.elect(resigned);
      // Without a quorum there is no leader until enough nodes run again.
      else this.leading = null;
    });
    this.election = [notice, end];
  }

  private cancelElection(): void {
    for (const timer of this.election) this.clear(timer);
    this.election = [];
  }

  private elect(resigned: ClusterNode | null = null): void {
    this.settle();
    // At the first election all nodes are still starting.
    const members = this.running.length > 0 ? this.running : this.nodes;
    const candidates = members.filter((node) => node !== resigned);
    const elected = candidates[Math.floor(this.random() * candidates.length)]!;
    // A frozen leader does not know that it was replaced; it must not write when it continues.
    for (const node of this.nodes) if (node.state === 'LEADER') node.state = 'UNKNOWN';
    this.leading = elected;
    elected.state = 'LEADER';
    elected.leader = elected.address;
    elected.hasQuorum(true);
    for (const node of members) if (node !== elected) this.follow(node);
  }

  /** Commits the uncommitted entries of the last leader up to a random one, and forgets those after it. */
  private settle(): void {
    for (const node of this.nodes) node.abandonCommits();
    this.log.commit(Math.floor(this.random() * (this.log.uncommittedEntries + 1)));
    const isAhead = this.log.uncommittedEntries > 0 && this.leading?.condition !== 'running';
    this.ahead = isAhead ? this.leading : null;
    this.log.abandon();
  }

  private follow(node: ClusterNode): void {
    node.state = 'FOLLOWER';
    node.leader = this.leading!.address;
  }

  /** A lost leader is listed as alive until the observer has noticed the loss. */
  private membersSeenBy(observer: ClusterNode): readonly Member[] {
    const isNoticed = observer.leader === null;
    return this.nodes.map((node) => ({
      ...node.address,
      state: node.state,
      isAlive: node.condition === 'running' || (node === this.leading && !isNoticed),
    }));
  }

  private after(milliseconds: number, work: () => void | Promise<void>): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      Promise.resolve(work()).catch((error: unknown) => process.emitWarning(String(error)));
    }, milliseconds);
    this.timers.add(timer);
    return timer;
  }

  private clear(timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    this.timers.delete(timer);
  }
}
