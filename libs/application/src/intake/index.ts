/** What is done with a published document, without the ledger: apart, since nothing else needs what reads and fits these. */
export { type DocumentCheckQuestion, checkDocumentFile } from './check-document';
export { type IntakeQuestion, intakeDocument, intakeRules } from './intake-document';
