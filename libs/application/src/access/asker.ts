import { type By } from '@yujue/access';

/** From where a request came, as far as it can be known. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
}

/** Who asks for something, and from where; null for the command line and the first start. */
export interface Asker {
  readonly by: By;
  readonly origin: Origin | null;
}

/** How the access log names an origin. */
export const originOf = (origin: Origin | null): { address: string | null; userAgent: string | null } => ({
  address: origin?.address ?? null,
  userAgent: origin?.userAgent ?? null,
});
