import './chinese-errors';

/** The vocabulary of every schema: what enters by HTTP, lists, datasets or documents is made of these fields. */
export * from './amounts';
export * from './calendar';
export * from './text';
