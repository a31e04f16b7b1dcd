import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DOCUMENTS } from '@yujue/reporting/testing';
import { type PublishedFile } from '../read-published-document';

type PublishedEdition = (typeof DOCUMENTS)[number]['edition'];

const FOLDER = join(__dirname, '../../../../test/fixtures/published');

/** Where the text of one of the five documents is. Its README.md says what was removed from the published one. */
export const publishedTextPath = (edition: PublishedEdition): string => join(FOLDER, `${edition}.txt`);

/** The same text, as a file that was handed in. */
export function publishedText(edition: PublishedEdition): PublishedFile {
  const path = publishedTextPath(edition);
  return { name: basename(path), bytes: readFileSync(path) };
}
