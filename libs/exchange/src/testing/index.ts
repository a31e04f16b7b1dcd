export { DOCUMENTS, SEEDS, fixtureOf } from '../published/testing/fixtures';
export { fitInputOf } from '../fit/testing/documents';
