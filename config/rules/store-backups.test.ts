import { describe } from "vitest";
import { addStores, goodGke, type Raw } from "../stack-file.fixture";
import { storeBackups } from "./store-backups";
import { accepts, refuses } from "./table.fixture";

const without =
  (change: (file: Raw) => void = () => undefined) =>
  (file: Raw) => {
    addStores(file);
    file["holdfast:gke"] = { ...goodGke(), backups: { enabled: false } };
    change(file);
  };

describe("A19: stateful services without a backup", () => {
  refuses(storeBackups, [
    {
      name: "databases and caches in a cluster whose backups are turned off",
      change: without(),
      at: ["postgres.timescale.backups", "redis.local.backups"],
      says: "gke.backups that are not enabled",
    },
    {
      name: "one of them that does not say that its data may be lost",
      change: without((file) => {
        file["holdfast:redis"].local.backups = false;
      }),
      at: ["postgres.timescale.backups"],
    },
  ]);

  accepts(storeBackups, [
    {
      name: "stores that are backed up",
      change: (file) => {
        addStores(file);
        file["holdfast:gke"] = goodGke();
      },
    },
    {
      name: "stores whose data may be lost",
      change: without((file) => {
        file["holdfast:redis"].local.backups = false;
        file["holdfast:postgres"].timescale.backups = false;
      }),
    },
    {
      name: "a cache that keeps nothing",
      change: without((file) => {
        file["holdfast:redis"].local.persistence = "disabled";
        delete file["holdfast:postgres"].timescale;
      }),
    },
    {
      name: "a cluster without backups in which nothing keeps data",
      change: (file) => {
        file["holdfast:gke"] = { ...goodGke(), backups: { enabled: false } };
      },
    },
  ]);
});
