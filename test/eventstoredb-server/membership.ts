import { type Leader, type Refusal } from './faults/refusal';

/** What a node is at the moment, in the words of gossip (VNodeState); those that a client can tell apart. */
export type NodeState = 'INITIALIZING' | 'UNKNOWN' | 'FOLLOWER' | 'LEADER';

/** A node as gossip names it. */
export interface Member extends Leader {
  readonly state: NodeState;
  readonly isAlive: boolean;
}

/** What a node knows of its cluster. */
export interface Membership {
  readonly state: NodeState;
  /** Whom it takes for the leader; it may be wrong for a while. */
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

/** Why the node does not write. Source: ClusterVNodeController.cs; observed on a cluster of 23.10.8. */
export function refusalOfWrites({ state, leader }: Membership): Refusal | null {
  if (state === 'LEADER') return null;
  return state === 'FOLLOWER' && leader ? 'not-leader' : 'not-ready';
}

/**
 * Why the node does not read. One that starts reads nothing; a follower not for who requires the leader; one that looks for
 * a leader reads what it has. Source: ClusterVNodeController.cs.
 */
export function refusalOfReads({ state, leader }: Membership, requiresLeader: boolean): Refusal | null {
  if (state === 'INITIALIZING') return 'not-ready';
  return state === 'FOLLOWER' && requiresLeader ? (leader ? 'not-leader' : 'not-ready') : null;
}
