/** A cluster of three protocol servers, for tests of what happens when its leader is lost. */
export { type ClusterOptions, EventStoreCluster } from './cluster';
export { type ClusterNode } from './cluster-node';
