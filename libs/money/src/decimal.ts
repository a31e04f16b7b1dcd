import { Decimal as SharedDecimal } from 'decimal.js';

/** A private clone: another user of decimal.js in the process cannot change our precision or rounding. */
export const Decimal = SharedDecimal.clone({ precision: 40, rounding: SharedDecimal.ROUND_HALF_UP });
export type Decimal = SharedDecimal;
