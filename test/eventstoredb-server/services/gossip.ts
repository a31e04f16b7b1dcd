import { type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { type Empty, UUID } from '@eventstore/db-client/generated/shared_pb';
import { type Connections } from '../connections';

/**
 * Gossip.Read: who is in the cluster, for clients with an `esdb+discover://` address; here one leader. Asked without
 * credentials, also by clients that have some (the client's discovery.js).
 */
export const gossipService =
  (connections: Connections) =>
  (_call: ServerUnaryCall<Empty, ClusterInfo>, answer: sendUnaryData<ClusterInfo>): void => {
    const instance = new UUID();
    instance.setString('8b0e3f6e-0000-4000-8000-000000002113');
    const endpoint = new EndPoint();
    endpoint.setAddress('127.0.0.1');
    endpoint.setPort(connections.port);
    const leader = new MemberInfo();
    leader.setInstanceId(instance);
    leader.setTimeStamp(String(Date.now()));
    leader.setState(MemberInfo.VNodeState.LEADER);
    leader.setIsAlive(true);
    leader.setHttpEndPoint(endpoint);
    const cluster = new ClusterInfo();
    cluster.addMembers(leader);
    answer(null, cluster);
  };
