import { constants } from "node:os";
import { ROOT, run } from "./command/run";

/** Signals that end a run, as Ctrl-C does. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const interrupted = new AbortController();
let endedBy: (typeof ENDING)[number] | undefined;
for (const signal of ENDING) {
  process.on(signal, () => {
    if (endedBy) process.exit(128 + constants.signals[signal]);
    endedBy = signal;
    interrupted.abort();
  });
}

run(process.argv.slice(2), {
  folder: ROOT,
  // npm runs scripts in the folder of the package and says where the user was.
  workingDirectory: process.env.INIT_CWD ?? process.cwd(),
  environment: process.env,
  output: process.stdout,
  errors: process.stderr,
  signal: interrupted.signal,
}).then((code) => {
  process.exitCode = endedBy ? 128 + constants.signals[endedBy] : code;
});
