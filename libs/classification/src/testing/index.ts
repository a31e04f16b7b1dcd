export { loadCatalogue, nationalLists } from './load-catalogue';
