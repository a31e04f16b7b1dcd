import { type Figure } from '../figure';
import { type Bench } from './bench';
import { commands } from './commands';
import { load } from './load';
import { log } from './log';
import { longYear } from './long-year';

/** The measures by the names that `--only` takes. */
export const MEASURES: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  commands,
  import: load,
  log,
  'long-year': longYear,
};
