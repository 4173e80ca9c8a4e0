import { describe, expect, it } from "vitest";
import { cacheClientLimit } from "../capacity/cache-clients";
import { parseMemory } from "../schema/memory";
import type { Change } from "../stack-file.fixture";
import { cacheClients } from "./cache-clients";
import { accepts, refuses } from "./table.fixture";

const clients =
  (max: number, pool: number, cache: object = {}): Change =>
  (file) => {
    Object.assign(file["holdfast:redis"].sessions, cache);
    file["holdfast:services"].backend.scale.max = max;
    file["holdfast:services"].backend.uses.sessions = { pool };
  };
const redis6 = { version: "REDIS_6_X" };

describe("the connections to a cache", () => {
  refuses(cacheClients, [
    {
      name: "more than any cache accepts",
      change: clients(100, 326),
      at: ["redis.sessions"],
      says: "65200 connections of 1 service",
    },
    {
      name: "more than TLS takes before Redis 7",
      change: clients(51, 10, redis6),
      at: ["redis.sessions"],
      says: "choose version REDIS_7_0 or later",
    },
    {
      name: "those of a service that does not say how many it opens",
      change: (file) => {
        clients(51, 10, redis6)(file);
        file["holdfast:services"].backend.uses.sessions = {};
      },
      at: ["redis.sessions"],
      says: "1020 connections",
    },
  ]);

  accepts(cacheClients, [
    { name: "all that a cache accepts", change: clients(100, 325) },
    { name: "all that TLS takes before Redis 7", change: clients(50, 10, redis6) },
    {
      name: "more without TLS",
      change: clients(51, 10, { ...redis6, transitEncryptionMode: "DISABLED" }),
    },
    { name: "more in a larger instance", change: clients(51, 10, { ...redis6, memory: "5Gi" }) },
  ]);

  it.each([
    ["4Gi", 1000],
    ["5Gi", 2500],
    ["10Gi", 2500],
    ["35Gi", 15_000],
    ["100Gi", 30_000],
    ["101Gi", 65_000],
  ])("with TLS before Redis 7 and %s are up to %i", (text, limit) => {
    const memory = parseMemory(text);
    const cache = { version: "REDIS_5_0", transitEncryptionMode: "SERVER_AUTHENTICATION", memory };
    expect(cacheClientLimit(cache)).toBe(limit);
  });
});
