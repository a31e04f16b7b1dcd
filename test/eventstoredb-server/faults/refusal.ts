import { status } from '@grpc/grpc-js';
import { type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { batchNotHandled, batchTimeout, batchUnknown } from '../wire/batch-response';
import { notLeader, notReady, RpcError, timedOut } from '../wire/rpc-error';

/** Statuses with which a server, or a proxy before it, ends a call as a whole. */
export type CallStatus =
  'UNAVAILABLE' | 'CANCELLED' | 'DEADLINE_EXCEEDED' | 'ABORTED' | 'INTERNAL' | 'RESOURCE_EXHAUSTED' | 'UNKNOWN';

/**
 * Ways in which a server refuses to write. In lower case what the server itself says, in its words for each kind of append
 * (RpcExceptions.cs and Streams.BatchAppend.cs, NotHandled and OperationResult):
 * `not-ready`: it is starting; `too-busy`: its queues are full; `timeout`: no quorum took the write in time, as when replicas
 * are down or a disk is full; `not-leader`: a follower or read-only replica, which names the leader; `no-leader`: a follower
 * in a cluster without one; `unknown`: anything else. In upper case a status of the call.
 */
export type Refusal = 'not-ready' | 'too-busy' | 'timeout' | 'not-leader' | 'no-leader' | 'unknown' | CallStatus;

/** Where the leader is, for clients of a server that is not. */
export interface Leader {
  readonly host: string;
  readonly port: number;
}

/** The words for Append, Delete and Tombstone: the call ends with a status. */
export function refusedCall(refusal: Refusal, leader: Leader): RpcError {
  switch (refusal) {
    case 'not-ready':
      return notReady();
    case 'too-busy':
      return new RpcError(status.UNAVAILABLE, 'Server Is Too Busy');
    case 'timeout':
      return timedOut('Prepare phase timeout.');
    case 'not-leader':
      return notLeader(leader);
    case 'no-leader':
      return new RpcError(status.UNKNOWN, 'No leader info available in response');
    case 'unknown':
      return new RpcError(status.UNKNOWN, 'Unexpected OperationResult: 7');
    default:
      return new RpcError(status[refusal], `Fault injected: ${refusal}`);
  }
}

/** The words for BatchAppend: most refusals concern one append, and only some end the call with all appends under way. */
export function refusedInBatch(refusal: Refusal, leader: Leader): BatchAppendResp | RpcError {
  switch (refusal) {
    case 'not-ready':
      return batchNotHandled('Server Is Not Ready');
    case 'too-busy':
      return batchNotHandled('Server Is Busy');
    case 'timeout':
      return batchTimeout();
    case 'no-leader':
      return batchNotHandled('No leader info available in response');
    case 'unknown':
      return batchUnknown();
    default:
      return refusedCall(refusal, leader);
  }
}
