// The write side without Nest, for tests that race several of it on one log.
export { Catalogues } from '../configuration/catalogues';
export { UnitDocuments } from '../documents/unit-documents';
export { OfficeCatalogues } from '../registers/office-catalogues';
export { KeptMappings } from '../sheets/kept-mappings';
export { Sheets } from '../sheets/sheets';
export { UnitYears } from '../unit-year/unit-years';
export { YearOpenings } from '../year-opening/year-openings';
// For tests that give the application another store.
export { EVENT_STORE, SNAPSHOT_STORE } from '../tokens';
export { freePort } from '@yujue/database/testing';
