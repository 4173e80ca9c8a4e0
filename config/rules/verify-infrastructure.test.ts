import { describe } from "vitest";
import type { Raw } from "../stack-file.fixture";
import { accepts, refuses } from "./table.fixture";
import { HOST, verify } from "./verify.fixture";
import { verifyInfrastructure } from "./verify-infrastructure";

describe("the database of the measurements", () => {
  const second = (file: Raw) => {
    file["holdfast:postgres"].other = file["holdfast:postgres"]["main-db"];
  };
  refuses(verifyInfrastructure, [
    {
      name: "N23: none, where there are several",
      change: verify({ infrastructure: { host: HOST } }, second),
      at: ["verify.infrastructure.database"],
      says: '"main-db" or "other"',
    },
    {
      name: "N23: one that is not declared",
      change: verify({ infrastructure: { host: HOST, database: "mian-db" } }),
      at: ["verify.infrastructure.database"],
      says: 'Write "main-db".',
    },
  ]);
  accepts(verifyInfrastructure, [
    { name: "none, where there is one", change: verify({ infrastructure: { host: HOST } }) },
    {
      name: "one of several",
      change: verify({ infrastructure: { host: HOST, database: "other" } }, second),
    },
  ]);
});
