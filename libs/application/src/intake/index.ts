/** What is done with a published document, without the ledger: apart, since nothing else needs what reads and fits these. */
export { CheckDocument } from './check-document';
export { DocumentRules } from './document-rules';
export { IntakeDocument } from './intake-document';
export { IntakeModule } from './intake.module';
