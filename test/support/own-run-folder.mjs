import { openRunFolder } from './run-folder.mjs';

/** Jest's global setup: runs once in the process that starts the workers. */
export default openRunFolder;
