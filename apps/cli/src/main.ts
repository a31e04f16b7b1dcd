import { run } from './run';

// A fault that leaves nothing to wait for would otherwise end the process as if all was well.
process.exitCode = 1;
// What was abandoned at Ctrl-C may still hold the event loop; everything that must be written has been awaited by now.
run(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
