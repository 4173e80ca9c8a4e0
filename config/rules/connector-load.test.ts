import { describe, expect, it } from "vitest";
import { type Change, judge, problemsAfter } from "../stack-file.fixture";
import { connectorLoad } from "./connector-load";
import { accepts, refuses } from "./table.fixture";

const connector =
  (settings: object, also: Change = () => undefined): Change =>
  (file) => {
    Object.assign(file["holdfast:network"].connector, settings);
    also(file);
  };
const backend =
  (pool: number, scale: object): Change =>
  (file) => {
    Object.assign(file["holdfast:services"].backend, {
      scale,
      uses: { "main-db": { pool } },
    });
  };
const all =
  (...changes: Change[]): Change =>
  (file) => {
    for (const change of changes) change(file);
  };

describe("N1: what the connector carries", () => {
  refuses(connectorLoad, [
    {
      name: "pools of 10 + 15 through the smallest connector, as in the outage",
      change: connector({ machineType: "e2-micro" }),
      at: ["network.connector.minInstances", "network.connector.maxInstances"],
      says: '2, for the connections of the instances that start at once in a rollout: "backend" 1 x 35 = 35, two revisions x 2 = 70, of 2 x 25 = 50 that it carries',
    },
    {
      name: "more than all its instances carry, naming how many would",
      change: connector({ machineType: "e2-micro", minInstances: 3 }),
      at: ["network.connector.maxInstances"],
      says: 'Any one of these makes it fit: scale.max 3 for "backend"; machineType "e2-standard-4"; connectionsPerInstance 28, if a load test',
    },
    {
      name: "what a declared number of connections does not reach",
      change: connector({ connectionsPerInstance: 27 }),
      at: ["network.connector.minInstances", "network.connector.maxInstances"],
      says: "minInstances 3; connectionsPerInstance 35",
    },
    {
      name: "a service that sleeps, since its next revision starts all the same",
      change: connector({ connectionsPerInstance: 20 }, backend(21, { min: 0, max: 4 })),
      at: ["network.connector.minInstances"],
    },
    {
      name: "what an optional database takes",
      change: connector({ machineType: "e2-micro" }, (file) => {
        file["holdfast:services"].backend.uses = {
          "main-db": { pool: 40, optional: true },
        };
      }),
      at: ["network.connector.minInstances", "network.connector.maxInstances"],
    },
  ]);

  accepts(connectorLoad, [
    {
      name: "what its instances carry to the last connection",
      change: connector({ connectionsPerInstance: 35 }),
    },
    {
      name: "the smallest connector with small pools",
      change: connector({ machineType: "e2-micro" }, (file) => {
        file["holdfast:services"].backend.uses = { "main-db": { pool: 15 }, sessions: {} };
      }),
    },
    {
      name: "calls of services, which are no lasting connections",
      change: connector({ connectionsPerInstance: 1 }, (file) => {
        file["holdfast:services"].backend.uses = { auth: {} };
      }),
    },
    {
      name: "any pools with direct egress",
      change: (file) => {
        backend(10_000, { min: 100, max: 1000 })(file);
        file["holdfast:network"].connector = undefined;
        file["holdfast:network"].directEgress = { range: "10.32.0.0/16" };
      },
    },
  ]);

  it("is advised values that are accepted, each alone", () => {
    const tight = connector(
      { maxInstances: 3, connectionsPerInstance: 35 },
      backend(35, { min: 1, max: 2 }),
    );
    const [problem = ""] = problemsAfter(tight);
    expect(problem).toContain(
      'Any one of these makes it fit: scale.max 1 for "backend"; maxInstances 4; connectionsPerInstance 47, if a load test',
    );
    const mends: Change[] = [
      (file) => Object.assign(file["holdfast:services"].backend.scale, { max: 1 }),
      connector({ maxInstances: 4 }),
      connector({ connectionsPerInstance: 47 }),
    ];
    for (const mend of mends) {
      expect(problemsAfter(all(tight, mend))).toEqual([]);
    }
  });

  it("is advised fewest instances together with a most that stays above them", () => {
    const change = connector(
      { maxInstances: 3, connectionsPerInstance: 25 },
      backend(35, { min: 1, max: 1 }),
    );
    const problems = problemsAfter(change);
    expect(problems).toEqual([
      expect.stringContaining("minInstances 3 with maxInstances 4; connectionsPerInstance 35"),
    ]);
    expect(problemsAfter(all(change, connector({ minInstances: 3, maxInstances: 4 })))).toEqual([]);
  });

  it("is advised no machine type that is too small as well, or that a declared number overrides", () => {
    const huge = backend(1000, { min: 1, max: 1 });
    for (const settings of [{ machineType: "e2-micro" }, { connectionsPerInstance: 3 }]) {
      const [problem] = judge(connectorLoad, connector(settings, huge));
      expect(problem?.action).not.toContain("machineType");
    }
  });

  it("says so where no single change is enough", () => {
    const change = connector({ maxInstances: 3 }, (file) => {
      backend(10_000, { min: 1000, max: 1000 })(file);
      Object.assign(file["holdfast:services"].auth, file["holdfast:services"].backend);
    });
    expect(judge(connectorLoad, change)[0]?.action).toBe(
      "No single change is enough: lower instances and pools of several services.",
    );
  });
});
