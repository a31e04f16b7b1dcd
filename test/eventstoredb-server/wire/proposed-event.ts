import { type AppendReq, type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { type UUID } from '@eventstore/db-client/generated/shared_pb';
import { type ProposedEvent } from '../log/recorded-event';
import { metadataPropertyMissing } from './rpc-error';

/** Reads an event from an append. Source: Streams.Append.cs, which insists on both properties. */
export function proposedEvent(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): ProposedEvent {
  const properties = message.getMetadataMap();
  const type = properties.get('type');
  if (type === undefined) throw metadataPropertyMissing('type');
  const contentType = properties.get('content-type');
  if (contentType === undefined) throw metadataPropertyMissing('content-type');
  return {
    id: uuidOf(message.getId()),
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** The bytes of an event that count towards the maximum append size: not its type and metadata. Observed on 23.10.8. */
export const sizeOfAppended = ({ data }: ProposedEvent): number => data.length;

/** A UUID as text; clients send it as such or as two 64-bit halves. */
export function uuidOf(uuid: UUID | undefined): string {
  const halves = uuid?.getStructured();
  if (!halves) return uuid?.getString() ?? '';
  const hex = [halves.getMostSignificantBits(), halves.getLeastSignificantBits()]
    .map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
