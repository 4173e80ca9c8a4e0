import { describe, expect, it } from "vitest";
import { judge } from "../stack-file.fixture";
import { secretSources } from "./secret-sources";
import { accepts, refuses } from "./table.fixture";

const secrets = (map: object) => (file: Record<string, unknown>) => {
  file["holdfast:secrets"] = map;
};

refuses(secretSources, [
  { name: "a secret without a source", change: secrets({ key: {} }), at: ["secrets.key"] },
  {
    name: "a secret with two sources",
    change: secrets({ key: { generate: {}, existing: { version: 3 } } }),
    at: ["secrets.key"],
    says: '"generate" and "existing"',
  },
  {
    name: "a value in clear",
    change: secrets({ key: { value: "hunter2" } }),
    at: ["secrets.key.value"],
    says: "pulumi config set --secret --path 'holdfast:secrets.key.value'",
  },
  {
    name: "an encrypted value where it would be used in clear",
    change: () => undefined,
    secretKeys: ["holdfast:services", "holdfast:secrets"],
    at: ["holdfast:services"],
  },
]);

accepts(secretSources, [
  {
    name: "an encrypted value",
    change: secrets({ key: { value: "hunter2" } }),
    secretKeys: ["holdfast:secrets"],
  },
  {
    name: "a secret that is cared for elsewhere",
    change: secrets({ key: { existing: { version: 3 } } }),
  },
  {
    name: "encrypted settings of other programs",
    change: () => undefined,
    secretKeys: ["gcp:credentials", "other:token"],
  },
]);

describe("a value in clear", () => {
  it("is not shown", () => {
    const problems = judge(secretSources, secrets({ key: { value: "hunter2" } }));
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});
