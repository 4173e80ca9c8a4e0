import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { parseUsage, sinceEarlier, watchProcesses } from "./usage";

it("reads command, processor time and most memory of a process", () => {
  const stat = "42 (a (strange) name) S 1 42 42 0 -1 4194304 100 0 0 0 1234 66 0 0 20 0 11 0";
  const status = "Name:\tnode\nVmHWM:\t  524288 kB\nVmRSS:\t  1024 kB\n";
  expect(parseUsage("node\0index.js\0", stat, status)).toEqual({
    command: "node index.js",
    cpuSeconds: 13,
    peakMebibytes: 512,
  });
});

it("keeps command and memory of a process that has ended, with the time that it took to its end", () => {
  const earlier = { command: "node index.js", cpuSeconds: 13, peakMebibytes: 512 };
  const ended = parseUsage("", "42 (node) Z 1 42 42 0 -1 0 0 0 0 0 1250 66 0 0 20 0 1 0", "");
  expect(sinceEarlier(earlier, ended)).toEqual({ ...earlier, cpuSeconds: 13.16 });
  expect(sinceEarlier(undefined, earlier)).toEqual(earlier);
});

it.runIf(existsSync("/proc/self/stat"))(
  "sees a process that starts later, by its environment alone",
  async () => {
    const mark = `/bench-usage-${process.pid}`;
    const stop = watchProcesses(mark);
    const start = (folder: string) =>
      spawn(process.execPath, ["-e", "setTimeout(() => {}, 700)"], { env: { FOLDER: folder } });
    const [ours, other] = [start(mark), start("/elsewhere")];
    await Promise.all([once(ours, "exit"), once(other, "exit")]);
    const { processes } = stop();
    expect(processes).toHaveLength(1);
    expect(processes[0]?.peakMebibytes).toBeGreaterThan(5);
  },
);
