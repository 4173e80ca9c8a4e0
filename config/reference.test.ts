import { describe, expect, it } from "vitest";
import { configurationReference } from "./documentation";
import { describeKeys } from "./reference";

/** Keys by path. Of those that mean something else in each form of a map, the first form's. */
const keys = new Map(
  describeKeys()
    .reverse()
    .map((key) => [key.path.join("."), key]),
);

describe("the reference of the stack file", () => {
  it("has for every key what is allowed, the default and the meaning in full sentences", () => {
    for (const [path, { allowed, absent, description }] of keys) {
      expect(`${path} ${allowed}`).not.toMatch(/undefined|\[object/);
      expect([path, allowed === "" || absent === ""]).toEqual([path, false]);
      expect([path, description]).toEqual([path, expect.stringMatching(/^[A-Z].*\.$/)]);
    }
  });

  it("says of every key that holds a value what a change does", () => {
    const silent = [...keys.values()].filter(
      ({ change, allowed, path }) =>
        change === "" && allowed !== "a map" && path[4] !== "variables",
    );
    expect(silent.map(({ path }) => path.join("."))).toEqual([]);
  });

  it.each([
    ["gcp:project", "required"],
    ["holdfast:postgres.<name>.tier", "required"],
    ["holdfast:postgres.<name>.availabilityType", '"REGIONAL"'],
    ["holdfast:postgres.<name>.connectTimeout", '"30s"'],
    ["holdfast:postgres.<name>.backups", "the defaults below"],
    ["holdfast:postgres.<name>.backups.retained", "7"],
    ["holdfast:postgres.<name>.type", '"cloud-sql"'],
    ["holdfast:postgres.<name>.image", "required"],
    ["holdfast:services.<name>.deletionProtection", "true"],
    ["holdfast:services.<name>.env", "empty"],
    ["holdfast:services.<name>.uses.<name>.overflow", "0"],
    ["holdfast:network.connector", "none"],
  ])("says that %s is %s when absent", (path, absent) => {
    expect(keys.get(path)?.absent).toBe(absent);
  });

  it.each([
    ["holdfast:network.connector.minInstances", "a whole number of instances from 2 to 9"],
    [
      "holdfast:services.<name>.requestTimeout",
      'a duration with its unit (s, m, h or d), from "1s" to "3600s"',
    ],
    [
      "holdfast:services.<name>.startup.phases[].within",
      'a duration with its unit (s, m, h or d), from "1s" to "1800s"',
    ],
    ["holdfast:postgres.<name>.type", '"cloud-sql", "alloydb" or "in-cluster"'],
    ["holdfast:redis.<name>.tier", '"STANDARD_HA" or "BASIC"'],
    ["holdfast:redis.<name>.authEnabled", "true or false"],
  ])("says what %s may be", (path, allowed) => {
    expect(keys.get(path)?.allowed).toBe(allowed);
  });

  it("says of a key that only some forms of a map have to which they belong", () => {
    const described = (path: string) => keys.get(path)?.description;
    expect(described("holdfast:postgres.<name>.tier")).toMatch(/^With type "cloud-sql"\. /);
    expect(described("holdfast:postgres.<name>.backups.enabled")).toMatch(
      /^With type "cloud-sql" or "alloydb"\. /,
    );
    expect(described("holdfast:postgres.<name>.connectTimeout")).not.toMatch(/^With type/);
  });

  it("has a section for each top key and a row for each key below one", () => {
    const text = configurationReference();
    for (const { path } of keys.values()) {
      const [top, ...rest] = path;
      expect(text).toContain(rest.length === 0 ? `\n## ${top}\n` : `\n| \`${rest.join(".")}\` |`);
    }
  });
});
