export { DEPARTMENT, YEAR } from './facts-of-a-year';
export { freshFold, sumsOf } from './fresh-fold';
export { randomLog } from './random-log';
export { seededRandom, testSeed } from './seeded-random';
export { type TestReadModel, createTestReadModel, tableContents } from './test-read-model';
