import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DocumentCheck, checkFile } from '@yujue/document-checks';
import { sidecarName } from '@yujue/report-files';
import { Editions } from '../configuration/editions';
import { readDocumentFile } from './document-file';
import { DocumentRules } from './document-rules';

/** What 勾稽 of a document asks for. */
export interface DocumentCheckQuestion {
  /** The published document, or the tables that `yujue report` wrote; the stamp of a CSV is in a file beside it. */
  readonly file: string;
  /** The edition that it follows. */
  readonly edition: string;
}

/**
 * Runs an edition's 勾稽 rules over a document as it is printed.
 *
 * @throws UserError for a file or an edition that is not there, PublishedDocumentError for a file that cannot be read.
 */
export class CheckDocument extends Query<DocumentCheck> {
  constructor(readonly question: DocumentCheckQuestion) {
    super();
  }
}

@QueryHandler(CheckDocument)
export class CheckDocumentHandler implements IQueryHandler<CheckDocument> {
  constructor(
    private readonly editions: Editions,
    private readonly rules: DocumentRules,
  ) {}

  async execute({ question: { file, edition } }: CheckDocument): Promise<DocumentCheck> {
    const bytes = readDocumentFile(file);
    const stamp = sidecarName(file);
    const sidecar = existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
    return checkFile(
      { name: basename(file), bytes, sidecar },
      { edition: this.editions.of(edition), ...this.rules.ofAnyEdition() },
    );
  }
}
