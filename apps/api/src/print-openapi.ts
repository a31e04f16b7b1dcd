import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { OPENAPI_FILE, openApiText } from './contract/openapi-file';

/** `npm run openapi`: writes the API's document to the file that is committed. */
openApiText().then(
  (text) => writeFileSync(OPENAPI_FILE, text),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
