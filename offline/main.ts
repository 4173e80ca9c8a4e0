import { constants } from "node:os";
import { run } from "./command/run";

/** Signals that end a command, as Ctrl-C does. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const interrupted = new AbortController();
let endedBy: (typeof ENDING)[number] | undefined;
for (const signal of ENDING) {
  process.on(signal, () => {
    // A second one does not wait: what was started ends with this process in any case.
    if (endedBy) process.exit(128 + constants.signals[signal]);
    endedBy = signal;
    interrupted.abort();
  });
}

run(process.argv.slice(2), interrupted.signal)
  .catch((error: unknown) => {
    if (!endedBy)
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  })
  .then((code) => {
    process.exitCode = endedBy ? 128 + constants.signals[endedBy] : code;
  });
