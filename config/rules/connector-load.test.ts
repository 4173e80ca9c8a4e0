import { describe } from "vitest";
import type { Change } from "../stack-file.fixture";
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
      says: 'or set machineType to "e2-standard-4", or set connectionsPerInstance to 28 if a load test',
    },
    {
      name: "what a declared number of connections does not reach",
      change: connector({ connectionsPerInstance: 27 }),
      at: ["network.connector.minInstances", "network.connector.maxInstances"],
      says: "set minInstances to 3",
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
});
