import { type Metadata } from '@grpc/grpc-js';
import { unauthenticated } from './wire/rpc-error';

/** Who may do what. Without users everybody may do everything, like a server in insecure mode. */
export class Access {
  constructor(
    private readonly users: Readonly<Record<string, string>> | undefined,
    private readonly mayOnlyRead: readonly string[],
    private readonly mayNotReadAll: readonly string[] = [],
  ) {}

  /**
   * The name in the call's Basic credentials; null for an anonymous call. Throws UNAUTHENTICATED when they are wrong.
   * Source: AuthenticationMiddleware.cs and AnonymousHttpAuthenticationProvider.cs: a call without credentials is let in
   * as anonymous, and refused by what it asks for.
   */
  authenticate(metadata: Metadata): string | null {
    const [header] = metadata.get('authorization');
    if (!this.users || header === undefined) return null;
    const [, encoded = ''] = /^Basic (.+)$/.exec(String(header)) ?? [];
    const [, name = '', password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
    if (password === undefined || this.users[name] !== password) throw unauthenticated();
    return name;
  }

  mayRead(user: string | null): boolean {
    return !this.users || user !== null;
  }

  /** `$all` has separate rights, in its metadata; by default only administrators have them. */
  mayReadAll(user: string | null): boolean {
    return this.mayRead(user) && !(user !== null && this.mayNotReadAll.includes(user));
  }

  mayWrite(user: string | null): boolean {
    return this.mayRead(user) && !(user !== null && this.mayOnlyRead.includes(user));
  }
}
