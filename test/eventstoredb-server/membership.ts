import { type Leader, type Refusal } from './faults/refusal';

/** The state of a node, as gossip names it (VNodeState); only states that a client can distinguish. */
export type NodeState = 'INITIALIZING' | 'UNKNOWN' | 'FOLLOWER' | 'LEADER';

/** A node as gossip describes it. */
export interface Member extends Leader {
  readonly state: NodeState;
  readonly isAlive: boolean;
}

/** What a node knows of its cluster. */
export interface Membership {
  readonly state: NodeState;
  /** The node that it believes to be the leader, which may be wrong for a while. */
  readonly leader: Leader | null;
  readonly members: readonly Member[];
}

/** A node without a cluster is its own leader. */
export class Alone implements Membership {
  state: NodeState = 'LEADER';

  constructor(private readonly portOf: () => number) {}

  get leader(): Leader {
    return { host: '127.0.0.1', port: this.portOf() };
  }

  get members(): readonly Member[] {
    return [{ ...this.leader, state: this.state, isAlive: true }];
  }
}

/** Why the node refuses a write. Source: ClusterVNodeController.cs; observed on a cluster of 23.10.8. */
export function refusalOfWrites({ state, leader }: Membership): Refusal | null {
  if (state === 'LEADER') return null;
  return state === 'FOLLOWER' && leader ? 'not-leader' : 'not-ready';
}

/**
 * Why the node refuses a read. A starting node refuses all; a follower refuses clients that require the leader; a node that
 * looks for a leader answers from its own log. Source: ClusterVNodeController.cs.
 */
export function refusalOfReads({ state, leader }: Membership, requiresLeader: boolean): Refusal | null {
  if (state === 'INITIALIZING') return 'not-ready';
  return state === 'FOLLOWER' && requiresLeader ? (leader ? 'not-leader' : 'not-ready') : null;
}
