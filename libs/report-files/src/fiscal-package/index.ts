export { readFiscalPackage } from './read-fiscal-package';
export { DESCRIPTOR, writeFiscalPackage } from './write-fiscal-package';
export { type PackageFacts, factsOfPackage } from './facts-of-package';
