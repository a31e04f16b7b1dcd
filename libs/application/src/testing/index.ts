// The write side without Nest, for tests that race several of it on one log.
export { Catalogues } from '../configuration/catalogues';
export { UnitVouchers } from '../vouchers/unit-vouchers';
export { OfficeCatalogues } from '../recording/office-catalogues';
export { KeptMappings } from '../lists/kept-mappings';
export { LedgerLists } from '../lists/ledger-lists';
export { UnitYears } from '../recording/unit-year/unit-years';
export { YearOpenings } from '../recording/year-opening/year-openings';
export { peopleBookContract } from '../access/testing/people-book.contract';
// For tests that give the application another store.
export { EVENT_STORE, SNAPSHOT_STORE } from '../tokens';
export { freePort } from '@yujue/database/testing';
