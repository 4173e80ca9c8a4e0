import type { Reporter, TestModule } from "vitest/node";

type Count = { passed: number; failed: number; skipped: number };

const emptyCount = (): Count => ({ passed: 0, failed: 0, skipped: 0 });

const line = (count: Count) =>
  `${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ""}`;

/** Says at the end of a run how many tests of which kind ran; the kinds are the projects of vitest.config.ts. */
export default class ReporterByKind implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const kinds = new Map<string, Count>();
    const total = emptyCount();
    const broken = modules.filter((module) => module.errors().length > 0);
    for (const module of modules) {
      const count = kinds.get(module.project.name) ?? emptyCount();
      kinds.set(module.project.name, count);
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        const column = state === "passed" || state === "failed" ? state : "skipped";
        count[column] += 1;
        total[column] += 1;
      }
    }
    const lines = [...kinds].sort().map(([kind, count]) => `  ${kind.padEnd(11)} ${line(count)}`);
    process.stdout.write(`\nTests by kind\n${lines.join("\n")}\n\ntests: ${line(total)}\n`);
    for (const { relativeModuleId } of broken) {
      process.stdout.write(`not run, since the file fails before its tests: ${relativeModuleId}\n`);
    }
  }
}
