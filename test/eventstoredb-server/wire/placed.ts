import { type LogPosition } from '../log/recorded-event';

/** The messages that carry a position each have their own type for it, with these two fields. */
interface PositionMessage {
  setCommitPosition(value: string): unknown;
  setPreparePosition(value: string): unknown;
}

/** Writes a position into a message. */
export function placed<Message extends PositionMessage>(message: Message, { commit, prepare }: LogPosition): Message {
  message.setCommitPosition(String(commit));
  message.setPreparePosition(String(prepare));
  return message;
}
