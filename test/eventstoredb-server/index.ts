/**
 * An EventStoreDB for tests, where the real one cannot be installed: it speaks the gRPC protocol to the real client, keeps a
 * log on disk, and fails on command. Behaviours come from the server's source as published (EventStore/EventStore, named by
 * file beside each), from observations of real servers (named by their release), and, where neither decides them, from a
 * `Reading` that the test chooses.
 *
 * It does only what the tests here need: the nodes of a cluster (`./cluster`) share one log instead of copying it; there are
 * no persistent subscriptions, projections, links, access lists or scavenging; regular expressions are JavaScript's; and ids
 * are remembered without limit, also over a restart.
 */
export { type Faults, type SubscriptionEnd } from './faults/faults';
export { type CallStatus, type Leader, type Refusal } from './faults/refusal';
export { CURRENT_SERVER, type Reading, READINGS } from './reading';
export { type EventStoreServer, startEventStoreServer } from './server';
export { type ServerOptions } from './server-options';
