import { type Preview } from '@yujue/application';
import { violationsOf } from './problem';

/** The answer to a dry run: 200, also when there are violations. */
export const asPreview = ({ violations, balances }: Preview) => ({ violations: violationsOf(violations), balances });
