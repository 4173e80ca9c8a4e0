import { writeFileSync } from "node:fs";
import { constants, cpus, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import { HELP, parseBenchArguments } from "./arguments";
import { measureLookups } from "./lookups";
import { measurePlans } from "./plans";
import { reportOf } from "./report";

const REPORT = join(__dirname, "..", "docs", "performance.md");
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

async function run(words: readonly string[]): Promise<void> {
  const asked = parseBenchArguments(words);
  if (asked.help) {
    process.stdout.write(HELP);
    return;
  }
  const started = performance.now();
  const around = {
    signal: interrupted.signal,
    tell: (line: string) =>
      void process.stderr.write(
        `${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`,
      ),
  };
  const lookups =
    asked.only === "plans" ? undefined : await measureLookups(asked.references, around);
  const plans = asked.only === "lookups" ? undefined : await measurePlans(asked, around);
  const report = reportOf({
    plans,
    lookups,
    machine: {
      cores: cpus().length,
      gibibytes: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${release().split("-")[0]}`,
      node: process.version,
    },
    date: new Date().toISOString().slice(0, 10),
  });
  process.stdout.write(`\n${report}`);
  if (asked.write) writeFileSync(REPORT, report);
}

run(process.argv.slice(2))
  .catch((error: unknown) => {
    if (!endedBy)
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => {
    if (endedBy) process.exitCode = 128 + constants.signals[endedBy];
  });
