import { describe, expect, it } from "vitest";
import { judge } from "../stack-file.fixture";
import { secretReferences } from "./secret-references";
import { accepts, refuses } from "./table.fixture";

const reference = (name: string) => (file: Record<string, unknown>) => {
  const { auth } = file["holdfast:services"] as Record<string, Record<string, unknown>>;
  Object.assign(auth ?? {}, { secrets: { KEY: name } });
};

refuses(secretReferences, [
  {
    name: "a misspelt name, naming the nearest",
    change: reference("signing-ky"),
    at: ["services.auth.secrets.KEY"],
    says: 'Write "signing-key".',
  },
  {
    name: "any name where none is declared",
    change: (file) => {
      file["holdfast:secrets"] = {};
    },
    at: ["services.backend.secrets.SIGNING_KEY"],
    says: "none is declared",
  },
  {
    name: "the name of a property that every object has",
    change: reference("constructor"),
    at: ["services.auth.secrets.KEY"],
  },
]);

accepts(secretReferences, [{ name: "a declared name", change: reference("signing-key") }]);

describe("a secret in the place of its name", () => {
  it("is not shown", () => {
    const problems = judge(secretReferences, reference("sk_live_123"));
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain("sk_live_123");
  });
});
