import { describe, expect, it } from "vitest";
import { addStores, type Change, goodFile, problemsOf } from "./stack-file.fixture";

/** What is wrong with a file that has stores of every type, after a change. */
function problems(change: Change): string[] {
  const file = goodFile();
  addStores(file);
  change(file);
  return problemsOf(file).filter((problem) => !problem.startsWith("holdfast:gke"));
}

const alloy = (settings: object) => (file: ReturnType<typeof goodFile>) =>
  Object.assign(file["holdfast:postgres"].alloy, settings);
const mainDb = (settings: object) => (file: ReturnType<typeof goodFile>) =>
  Object.assign(file["holdfast:postgres"]["main-db"], settings);

describe("a map that has one of several forms", () => {
  it("has the usual form where nothing says which, as every file written before there was another", () => {
    expect(problems(() => undefined)).toEqual([]);
    expect(problems(mainDb({ type: "cloud-sql" }))).toEqual([]);
  });

  it.each<[string, Change, string]>([
    [
      "a misspelt word",
      alloy({ type: "aloydb" }),
      'postgres.alloy.type: "aloydb". "cloud-sql", "alloydb" or "in-cluster". Write "alloydb".',
    ],
    [
      "a word that is near none",
      alloy({ type: "postgres" }),
      'postgres.alloy.type: "postgres". "cloud-sql", "alloydb" or "in-cluster". Write one of these.',
    ],
    [
      "no word at all",
      alloy({ type: null }),
      'postgres.alloy.type: an empty value (null). "cloud-sql", "alloydb" or "in-cluster". Give it a value or remove the key.',
    ],
    [
      "a key of another form",
      alloy({ tier: "db-custom-4-15360" }),
      'postgres.alloy.tier: the key "tier", which means nothing here. the keys "type", "name", "version", "machineType", "availabilityType", "readPool", "secondaryRegion", "maxConnections", "reservedConnections", "otherConnections", "pooling", "poolSize", "connectTimeout", "backups", "maintenance", "insights", "authentication", "deletionProtection", "preparation", "extensions", "databases" and "users". Remove it, or set type to "cloud-sql", to which it belongs.',
    ],
    [
      "a misspelt key of its own form, with that form's keys alone",
      (file) => {
        file["holdfast:redis"].local.maxClient = 10;
      },
      'redis.local.maxClient: the unknown key "maxClient". the keys "type", "namespace", "image", "runAsUser", "cpu", "memory", "maxmemoryPolicy", "maxClients", "persistence", "storage", "tls", "backups" and "deletionProtection". Write "maxClients" instead.',
    ],
    [
      "a value of a kind that its form does not take",
      (file) => {
        file["holdfast:redis"].local.persistence = { persistenceMode: "RDB" };
      },
      'redis.local.persistence: a map. "everysec", "always" or "disabled". Write a single value here.',
    ],
    [
      "a key that its form requires",
      (file) => {
        delete file["holdfast:postgres"].timescale.image;
      },
      'postgres.timescale.image: nothing. an image with its tag or digest, such as "timescale/timescaledb:2.17.2-pg16". Add it.',
    ],
    [
      "something else than a map",
      (file) => {
        file["holdfast:redis"].local = "redis";
      },
      'redis.local: "redis". a map whose keys depend on "type". Write a map here: a key and a colon for each entry, without hyphens.',
    ],
  ])("refuses %s", (_, change, problem) => {
    expect(problems(change)).toContain(problem);
  });

  it("says once that the key with the word is misspelt, and reads the rest by it", () => {
    const found = problems((file) => {
      const { type, ...others } = file["holdfast:postgres"].alloy;
      file["holdfast:postgres"].alloy = { ...others, Type: type, maxConnections: 1 };
    });
    expect(found.map((problem) => problem.slice(0, problem.indexOf(": ")))).toEqual([
      "postgres.alloy.Type",
      "postgres.alloy.maxConnections",
    ]);
  });

  it("reports the word alone where it is near none, since the other keys depend on it", () => {
    expect(problems(alloy({ type: "mysql", maxConnections: 1 }))).toHaveLength(1);
  });

  it("says to which form a key belongs where the word was forgotten", () => {
    const found = problems((file) => {
      delete file["holdfast:postgres"].timescale.type;
    });
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^postgres\.timescale\.image: .* Remove it, or set type to "in-cluster", to which it belongs\.$/,
        ),
      ]),
    );
  });
});
