import { afterEach, beforeEach, expect, it } from "vitest";
import { stacksOf } from "../../offline/engine/stack-file";
import { OfflineCommand, ROOT } from "./offline-command";

let command: OfflineCommand;
beforeEach(() => {
  command = new OfflineCommand();
});
afterEach(() => command.remove());

it.each(stacksOf(ROOT))(
  "the stack %s breaks no policy, and what a policy could not evaluate has its reason",
  async (stack) => {
    const { code, stdout, stderr } = await command.run(
      "preview",
      "--stack",
      stack,
      "--providers",
      "simulated",
    );
    expect(code, stdout + stderr).toBe(0);
    const [, passed, open] =
      /\n {2}(\d+) passed, 0 violated, \d+ not applicable, (\d+) not evaluated, 0 exempted/.exec(
        stdout,
      ) ?? [];
    expect(Number(passed)).toBeGreaterThan(0);
    expect(stdout.includes("Not evaluated, since:")).toBe(Number(open) > 0);
  },
);
