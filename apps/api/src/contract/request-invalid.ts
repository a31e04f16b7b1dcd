import { UserError } from '@yujue/application';
import { type Refusal } from '@yujue/ledger';

/** One of several things that are wrong with a request. */
export interface Violation {
  /** Where: members and indices joined by dots, such as `lines.0.amount`; empty for the content as a whole. */
  readonly path: string;
  /** For programs. */
  readonly code: string;
  /** For people. */
  readonly message: string;
  readonly data?: Refusal['data'];
}

/** At most this many violations are listed; the sentence has the count of all. */
const VIOLATIONS_LISTED_MAX = 50;

/** Some messages begin with the name of the field. */
const sentenceOf = ({ path, message }: Violation): string =>
  path !== '' && message.startsWith(`${path} `) ? message : `${path || '内容'}：${message}`;

/** A request whose path, query or body is not as its schema says. */
export class RequestInvalid extends UserError {
  /** The first of them. */
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    const listed = violations.slice(0, VIOLATIONS_LISTED_MAX);
    const rest = violations.length - listed.length;
    super('REQUEST_INVALID', `请求内容有 ${violations.length} 处不正确，请修改后重试。`, {
      details: [...listed.map(sentenceOf), ...(rest > 0 ? [`…… 另有 ${rest} 处。`] : [])],
    });
    this.violations = listed;
  }
}
