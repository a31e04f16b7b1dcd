import { type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { type Empty, UUID } from '@eventstore/db-client/generated/shared_pb';
import { type Member, type Membership } from '../membership';

/**
 * Gossip.Read: the members of the cluster, for clients with an `esdb+discover://` address or several hosts. Called without
 * credentials, also by clients that have some (the client's discovery.js).
 */
export const gossipService =
  (membership: Membership) =>
  (_call: ServerUnaryCall<Empty, ClusterInfo>, answer: sendUnaryData<ClusterInfo>): void => {
    const cluster = new ClusterInfo();
    for (const member of membership.members) cluster.addMembers(memberInfo(member));
    answer(null, cluster);
  };

function memberInfo({ host, port, state, isAlive }: Member): MemberInfo {
  const instance = new UUID();
  instance.setString(`8b0e3f6e-0000-4000-8000-${String(port).padStart(12, '0')}`);
  const endpoint = new EndPoint();
  endpoint.setAddress(host);
  endpoint.setPort(port);
  const member = new MemberInfo();
  member.setInstanceId(instance);
  member.setTimeStamp(String(Date.now()));
  member.setState(MemberInfo.VNodeState[state]);
  member.setIsAlive(isAlive);
  member.setHttpEndPoint(endpoint);
  return member;
}
