import { type Figure, type Unmeasured } from '../figure';
import { type Bench } from './bench';
import { commands } from './commands';
import { emmett } from './emmett';
import { eventstoredb } from './eventstoredb';
import { load } from './load';
import { log } from './log';
import { longYear } from './long-year';

/** The measures by the names that `--only` takes; each prints a figure as soon as it has it. */
export const MEASURES: Readonly<Record<string, (bench: Bench) => AsyncGenerator<Figure | Unmeasured>>> = {
  commands,
  import: load,
  log,
  'long-year': longYear,
  eventstoredb,
  emmett,
};
