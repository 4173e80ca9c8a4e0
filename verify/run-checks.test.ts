import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Check, Fault, type Gate } from "./check";
import { runChecks } from "./run-checks";
import { Secrets } from "./secrets";

const check = (id: string, run: Check["run"], needs: readonly string[] = []): Check => ({
  id,
  groups: ["health"],
  title: `Title of ${id}`,
  needs,
  run,
});
const passes: Check["run"] = async () => ({ found: "all well" });
const fails: Check["run"] = async () => {
  throw new Fault("It is broken.", "Look at it.");
};
const hangs: Check["run"] = () => new Promise(() => undefined);

function run(
  checks: readonly Check[],
  options: Partial<Parameters<typeof runChecks>[1]> = {},
  gates: readonly Gate[] = [],
) {
  return runChecks(
    { checks, gates },
    {
      atOnce: 8,
      deadlineSeconds: 20,
      signal: new AbortController().signal,
      secrets: new Secrets(),
      ...options,
    },
  );
}

const statuses = async (results: ReturnType<typeof run>) =>
  (await results).map(({ check: id, status }) => [id, status]);

describe("a run of checks", () => {
  it("runs a check only after those that it needs, whatever their order", async () => {
    const ran: string[] = [];
    const noting = (id: string, needs: readonly string[] = []) =>
      check(
        id,
        async () => {
          ran.push(id);
          return { found: "" };
        },
        needs,
      );
    await run([noting("c", ["b"]), noting("b", ["a"]), noting("a")]);
    expect(ran).toEqual(["a", "b", "c"]);
  });

  it("does not run what needs a red check, however far behind it, and names that check", async () => {
    const results = await run([
      check("a", fails),
      check("b", passes, ["a"]),
      check("c", passes, ["b"]),
      check("d", passes),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["failed", "not-run", "not-run", "passed"]);
    expect(results[2]?.problem).toBe('Not run, because "Title of a" is red.');
  });

  it("runs what needs a check that only warns", async () => {
    const warns: Check["run"] = async () => ({ found: "", warning: "Not for long." });
    expect(await statuses(run([check("a", warns), check("b", passes, ["a"])]))).toEqual([
      ["a", "warned"],
      ["b", "passed"],
    ]);
  });

  it("N22: is red for a check with a fault of its own, in a sentence without a stack or secret", async () => {
    const secrets = new Secrets();
    secrets.add("hunter2");
    const [result] = await run(
      [
        check("a", async () => {
          throw new TypeError("cannot read hunter2\n    at somewhere.js:1");
        }),
      ],
      { secrets },
    );
    expect(result).toMatchObject({
      status: "unchecked",
      problem:
        "This could not be checked: the check itself failed (TypeError: cannot read (hidden)).",
    });
  });

  it("hides in its results what only a later check came to know as a secret", async () => {
    const secrets = new Secrets();
    const results = await run(
      [
        check("a", async () => {
          throw new Fault("$.state is token-1.", "Look at it.");
        }),
        check("b", async () => {
          await sleep(20);
          secrets.add("token-1");
          return { found: "token-1" };
        }),
      ],
      { secrets },
    );
    expect(results).toMatchObject([{ problem: "$.state is (hidden)." }, { found: "(hidden)" }]);
  });

  it("N22: is red for a check that is not ended by the end of the run", async () => {
    const results = await run([check("a", hangs), check("b", passes)], { deadlineSeconds: 0.1 });
    expect(results.map(({ status }) => status)).toEqual(["unchecked", "passed"]);
    expect(results[0]?.problem).toContain("the run ended after 0.1 s");
  });

  it("ends at once when it is interrupted, and says what was not finished", async () => {
    const interrupted = new AbortController();
    const start = performance.now();
    setTimeout(() => interrupted.abort(), 50);
    const results = await run([check("a", hangs), check("b", passes), check("c", passes, ["a"])], {
      signal: interrupted.signal,
    });
    expect(performance.now() - start).toBeLessThan(5000);
    expect(results.map(({ status, problem }) => [status, problem])).toEqual([
      ["not-run", "Not finished: the run was interrupted."],
      ["passed", undefined],
      ["not-run", "Not finished: the run was interrupted."],
    ]);
  });

  it("runs no more at a time than it may, and all of many", async () => {
    let now = 0;
    let most = 0;
    const counting: Check["run"] = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now -= 1;
      return { found: "" };
    };
    const checks = Array.from({ length: 50 }, (_, index) => check(`c${index}`, counting));
    const results = await run(checks, { atOnce: 3 });
    expect(results.every(({ status }) => status === "passed")).toBe(true);
    expect(most).toBe(3);
  });
});

describe("P5: gates", () => {
  const of = (service: string, one: Check): Check => ({ ...one, service });

  it("leave what needs a red service not run, however far behind it, and name that service", async () => {
    const results = await run(
      [
        of("c", check("c", passes, ["of b"])),
        of("b", check("b", passes, ["of a"])),
        of("a", check("a", passes)),
        of("a", check("a again", fails)),
        of("d", check("d", passes)),
      ],
      {},
      [
        { id: "of b", needs: ["b", "of a"] },
        { id: "of a", needs: ["a", "a again"] },
      ],
    );
    expect(results.map(({ check: id, status }) => [id, status])).toEqual([
      ["c", "not-run"],
      ["b", "not-run"],
      ["a", "passed"],
      ["a again", "failed"],
      ["d", "passed"],
    ]);
    expect(results[0]?.problem).toBe(
      'Not checked, because service "a" is red: "Title of a again".',
    );
    expect(results[1]?.problem).toBe(results[0]?.problem);
  });

  it("pass on what is behind a service that nothing asks", async () => {
    const chain = Array.from({ length: 5000 }, (_, index) => ({
      id: `gate ${index}`,
      needs: [index === 4999 ? "a" : `gate ${index + 1}`],
    }));
    const results = await run(
      [check("b", passes, ["gate 0"]), of("a", check("a", fails))],
      {},
      chain,
    );
    expect(results.map(({ status }) => status)).toEqual(["not-run", "failed"]);
  });

  it("open when there is nothing behind them", async () => {
    const results = run([check("a", passes, ["empty", "absent"])], {}, [
      { id: "empty", needs: [] },
    ]);
    expect(await statuses(results)).toEqual([["a", "passed"]]);
  });

  it("do not hang when they need each other: what is behind them ends with the run", async () => {
    const results = await run(
      [check("a", passes, ["one"]), check("b", passes)],
      { deadlineSeconds: 0.2 },
      [
        { id: "one", needs: ["other"] },
        { id: "other", needs: ["one"] },
      ],
    );
    expect(results.map(({ status }) => status)).toEqual(["unchecked", "passed"]);
  });
});
