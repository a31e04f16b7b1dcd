import { type AppendResult } from '../port';
import { type StoredCommand } from './stored-command';

/** What became of one append. `again`: nothing is wrong with it, but it was in a batch with one that was refused. */
export type Verdict =
  | { readonly kind: 'appended'; readonly result: AppendResult }
  | { readonly kind: 'known'; readonly command: StoredCommand }
  | { readonly kind: 'conflict'; readonly actualRevision: number }
  | { readonly kind: 'again' };
