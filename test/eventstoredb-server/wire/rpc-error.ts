import { Metadata, status, type StatusObject } from '@grpc/grpc-js';

/** A status that ends a call, with the trailers by which the client recognises the error. Source: RpcExceptions.cs, Constants.cs. */
export class RpcError extends Error implements Partial<StatusObject> {
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    this.name = 'RpcError';
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, value);
  }
}

export const accessDenied = (): RpcError =>
  new RpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

/** The server answers HTTP 401, which is this status in gRPC. Source: AuthenticationMiddleware.cs. */
export const unauthenticated = (): RpcError =>
  new RpcError(status.UNAUTHENTICATED, 'Bad gRPC response. HTTP status code: 401');

export const streamDeleted = (stream: string): RpcError =>
  new RpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongExpectedVersion = (operation: string, stream: string, expected: bigint, actual: bigint): RpcError =>
  new RpcError(
    status.FAILED_PRECONDITION,
    `${operation} failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );

export const maximumAppendSizeExceeded = (bytes: number): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytes} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(bytes),
  });

export const metadataPropertyMissing = (property: string): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

/** A position of `$all` at which no record begins. Observed on 23.10.8. */
export const invalidPosition = (): RpcError => new RpcError(status.UNKNOWN, 'Unexpected ReadAllResult: Error');

/** Observed on 23.10.8. */
export const notLeader = ({ host, port }: { readonly host: string; readonly port: number }): RpcError =>
  new RpcError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

/** How the server words a write that no quorum took, and a subscriber that reads too slowly. */
export const timedOut = (message: string): RpcError => new RpcError(status.ABORTED, `Operation timed out: ${message}`);

/** Observed on 23.10.8, for event ids that are being committed already, and without a quorum. */
export const commitTimedOut = (): RpcError => timedOut('Commit phase timeout.');

export const notReady = (): RpcError => new RpcError(status.UNAVAILABLE, 'Server Is Not Ready');
