import { describe, expect, it } from "vitest";
import { goodEdge, moveToGke, problemsAfter } from "./stack-file.fixture";

describe("the advice for a malformed value", () => {
  it.each<[string, unknown, string]>([
    ["requestTimeout", 35, 'Write "35s" if seconds are meant.'],
    ["requestTimeout", "35", 'Write "35s" if seconds are meant.'],
    ["requestTimeout", "2Gi", 'Write it as a number and one unit, such as "35s".'],
    ["requestTimeout", "3601s", 'from "1s" to "3600s". Write one that is allowed.'],
    ["requestTimeout", 3601, 'Write it as a number and one unit, such as "35s".'],
    ["requestTimeout", "0s", "Write one that is allowed."],
    ["requestTimeout", "35 s", 'Write "35s" if seconds are meant.'],
    ["requestTimeout", "35S", 'Write "35s" if seconds are meant.'],
    ["requestTimeout", "035s", 'Write "35s" if seconds are meant.'],
    ["requestTimeout", "5 minutes", 'Write "5m" if minutes are meant.'],
    ["requestTimeout", "35ms", 'Write it as a number and one unit, such as "35s".'],
    ["requestTimeout", "1m30s", 'Write it as a number and one unit, such as "35s".'],
    ["requestTimeout", "1e3s", 'Write it as a number and one unit, such as "35s".'],
    ["requestTimeout", "-5s", 'Write it as a number and one unit, such as "35s".'],
    ["requestTimeout", "35.5s", 'Write it as a number and one unit, such as "35s".'],
    ["requestTimeout", ["35s"], "Write a single value here."],
    ["memory", "2GB", 'Write "2Gi" if gibibytes are meant.'],
    ["memory", "2 gi", 'Write "2Gi" if gibibytes are meant.'],
    ["memory", "02Gi", 'Write "2Gi" if gibibytes are meant.'],
    ["memory", 2048, 'Write "2048Mi" if mebibytes are meant.'],
    ["memory", "512m", 'Write "512Mi" if mebibytes are meant.'],
    ["memory", "64Gi", "Write one that is allowed."],
    ["memory", "2.5Gi", 'Write it as a number and one unit, such as "2Gi".'],
    ["image", "registry.example/a :1.4.0", "without spaces"],
    ["image", "registry.example/a:1.4.0\n", "without spaces"],
    ["memory", 2, 'Write "2Gi" if gibibytes are meant.'],
    ["memory", "2G", 'Write "2Gi" if gibibytes are meant.'],
    ["memory", "35s", 'Write it as a number and one unit, such as "2Gi".'],
    ["cpu", "2", "Write 2 as a number, without quotes."],
    ["cpu", "500m", "Write 0.5 if thousandths are meant."],
    ["cpu", 3, "1, 2, 4, 6, 8 or a number from 0.08 to 0.999"],
    ["cpu", 0.3333, "1, 2, 4, 6, 8 or a number from 0.08 to 0.999"],
    ["port", "8_080", "Write 8080 as a number, without quotes."],
    ["port", 8080.5, "a whole number from 1 to 65535"],
    ["port", null, "Give it a value."],
    ["requestTimeout", null, "Give it a value or remove the key."],
    ["deletionProtection", "off", "Write false, without quotes."],
    ["deletionProtection", "constructor", "Write true or false, without quotes."],
    ["ingress", "internl", 'Write "internal".'],
    ["ingress", 1, "Write one of these."],
    ["image", "https://example.com/a:1", 'without "https://"'],
    ["scale", [], "Write a map here"],
    ["scale", null, "Write its keys below it."],
    ["uses", null, "or {} for a map without entries."],
    ["requires", "A", "Write a list here"],
    ["requires", { A: 1 }, "Write a list here"],
    ["health", "/health", "Write a map here"],
  ])("%s: %j is to the point", (key, value, advice) => {
    const problems = problemsAfter((file) => {
      file["holdfast:services"].auth[key] = value;
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^services\\.auth\\.${key}: `));
    expect(problems[0]).toContain(advice);
  });

  it.each<[unknown, string]>([
    [
      "2026-11-30 00:00:00 +0000 UTC",
      "Put it in quotes, as it is meant: without them YAML reads a",
    ],
    ["2026-11-30 10:30:00 +0200 +0200", "without them YAML reads a date."],
    [8080, 'Write "8080", in quotes.'],
    [true, 'Write "true", in quotes.'],
    ["", "a text of 1 to 32768 characters"],
    [null, "Give it a value."],
    [["a"], "Write a single value here."],
  ])("N13: an environment variable of %j is to the point", (value, advice) => {
    const problems = problemsAfter((file) => {
      file["holdfast:services"].auth.env.MODE = value;
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(advice);
  });

  it.each([5, true])(
    "does not advise quotes around %j, which are refused there as well",
    (halted) => {
      const [problem] = problemsAfter((file) => {
        file["holdfast:release"] = { halted };
      });
      expect(problem).toContain("a reason of 5 to 300 characters");
      expect(problem).toContain("Write one that is allowed.");
    },
  );

  it.each([false, "false"])("does not make a halt of %j, which is meant as none", (halted) => {
    const [problem] = problemsAfter((file) => {
      file["holdfast:release"] = { halted };
    });
    expect(problem).toContain("a reason of 5 to 300 characters");
    expect(problem).toContain("Remove the key.");
  });

  it("of a tag that YAML reads as a date is to put it in quotes", () => {
    const [problem] = problemsAfter((file) => {
      file["holdfast:services"].auth.version = "2026-11-30 00:00:00 +0000 UTC";
      delete file["holdfast:services"].auth.image;
    });
    expect(problem).toMatch(/^services\.auth\.version: .*without them YAML reads a date\.$/);
  });

  it.each(["2026-11-30", "2026-11-30T10:30:00Z", "at 2026-11-30 00:00:00 +0000 UTC"])(
    "has nothing to say of a date in quotes: %s",
    (date) => {
      const problems = problemsAfter((file) => {
        file["holdfast:services"].auth.env.SINCE = date;
      });
      expect(problems).toEqual([]);
    },
  );

  it("takes a reason that begins with such a word", () => {
    expect(
      problemsAfter((file) => {
        file["holdfast:release"] = { halted: "false alarms all night" };
      }),
    ).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ["availability", 99.5, 'Write "99.5%".'],
    ["availability", 0.995, 'Write "99.5%".'],
    ["availability", "99.5 %", 'Write "99.5%".'],
    ["availability", 100, "Write one that is allowed."],
    ["availability", "high", "Write one that is allowed."],
    ["errors", 0.5, 'Write "0.5%" or "50%", as it is meant.'],
    ["meanResponse", 500, 'Write "500ms" if milliseconds are meant.'],
    ["meanResponse", "2 seconds", 'Write "2s" if seconds are meant.'],
    ["meanResponse", "90s", "Write one that is allowed."],
    ["meanResponse", "fast", 'Write it as a number and one unit, such as "500ms".'],
  ])("of an objective, %s: %j, is to the point", (key, value, advice) => {
    const problems = problemsAfter((file) => {
      file["holdfast:observability"] = {
        channels: {
          mail: { type: "email", address: "a@b.c" },
          phone: { type: "email", address: "d@e.f" },
        },
        escalation: { warning: ["mail"], critical: ["phone"] },
      };
      file["holdfast:services"].auth.objectives = { [key]: value };
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(advice);
  });

  it.each([60, 0.6, "60 %"])("of a share of the CPU, %j, is to the point", (cpuUtilization) => {
    const problems = problemsAfter((file) => {
      moveToGke(file);
      file["holdfast:services"].auth.scale.cpuUtilization = cpuUtilization;
    });
    expect(problems).toEqual([expect.stringContaining('Write "60%".')]);
  });

  it.each([
    ["generate", true],
    ["generate", null],
    ["existing", { version: "latest" }],
    ["value", ""],
  ])("is the only one for a secret whose source cannot be read: %s: %j", (source, written) => {
    const problems = problemsAfter(
      (file) => {
        file["holdfast:secrets"]["signing-key"] = { [source]: written };
      },
      ["holdfast:secrets"],
    );
    expect(problems).toEqual([
      expect.stringMatching(new RegExp(`^secrets\\.signing-key\\.${source}`)),
    ]);
  });

  it("is given to objectives of which nobody is told, and not where that cannot be read", () => {
    const saidWith = (observability?: unknown) =>
      problemsAfter((file) => {
        file["holdfast:services"].auth.objectives = {};
        if (observability !== undefined) {
          file["holdfast:observability"] = observability;
        }
      });
    expect(saidWith()).toEqual([
      expect.stringMatching(/^services\.auth\.objectives: .*without observability/),
    ]);
    expect(saidWith([])).toEqual([expect.stringMatching(/^holdfast:observability: a list\./)]);
  });

  it("is the only one for a database of which nobody can read whether it has a pooler", () => {
    const problems = problemsAfter((file) => {
      Object.assign(file["holdfast:postgres"]["main-db"], { maxConnections: 20, pooling: "on" });
    });
    expect(problems).toEqual([
      expect.stringMatching(/^postgres\.main-db\.pooling: "on"\..*Write true, without quotes\.$/),
    ]);
  });

  it("is the only one for a place, though to a rule the value looks absent", () => {
    const problems = problemsAfter((file) => {
      file["holdfast:observability"] = {
        channels: {
          mail: { type: "email", address: "nobody" },
          chat: { type: "email", address: "a@b.c" },
        },
        escalation: { warning: ["mail"], critical: ["chat"] },
      };
    });
    expect(problems).toEqual([
      expect.stringContaining(
        'observability.channels.mail.address: "nobody". an email address in plain ASCII.',
      ),
    ]);
  });

  it("is the only one where the hosts cannot be read, over which checks go", () => {
    const problems = problemsAfter((file) => {
      file["holdfast:edge"] = { ...goodEdge(), hosts: [] };
      file["holdfast:verify"] = { websocket: { host: "app.example.com", path: "/ws" } };
    });
    expect(problems).toEqual([expect.stringMatching(/^edge\.hosts: a list\./)]);
  });

  it("names the range that a host address lies in", () => {
    const [problem] = problemsAfter((file) => {
      file["holdfast:network"].range = "10.20.3.7/20";
    });
    expect(problem).toContain('Write "10.20.0.0/20", the range in which that address lies.');
  });
});
