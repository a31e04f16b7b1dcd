export * from './fen';
export * from './money-error';
export * from './print';
export * from './rate';
export * from './unit';
export type { Decimal } from './decimal';
