import { describe, expect, it } from "vitest";
import { generatedPassword } from "../testing/computed-outputs";
import { promiseOf, record, revealed } from "../testing/recording";
import { DeclaredSecrets } from "./declared-secrets";

const versionType = "gcp:secretmanager/secretVersion:SecretVersion";
const create = (
  secrets: ConstructorParameters<typeof DeclaredSecrets>[1]["secrets"],
  preview = false,
) => record(() => new DeclaredSecrets("secrets", { secrets }), { preview });

describe("DeclaredSecrets", () => {
  it("generates a value of the length that is asked for", async () => {
    const recording = await create({ "signing-key": { generate: { length: 48 } } });
    const password = recording.one("random:index/randomPassword:RandomPassword");
    expect(password.inputs).toEqual({ length: 48, special: false });
    expect(revealed(recording.one(versionType).inputs.secretData)).toBe(generatedPassword);
  });

  it("keeps a value of the stack file as a secret", async () => {
    const recording = await create({ "api-key": { value: "k3y" } });
    expect(revealed(recording.one(versionType).inputs.secretData)).toBe("k3y");
    expect(recording.all("random:index/randomPassword:RandomPassword")).toEqual([]);
  });

  it("creates nothing for a secret that exists, and pins the version that is named", async () => {
    const recording = await create({ "smtp-password": { existing: { version: 3 } } });
    expect(recording.counts()).toEqual({ "holdfast:secrets:DeclaredSecrets": 1 });
    expect(recording.result.references["smtp-password"]).toEqual({
      id: "smtp-password",
      secretId: "smtp-password",
      version: "3",
    });
  });

  it("can be planned before a value is generated", async () => {
    const recording = await create({ "signing-key": { generate: { length: 48 } } }, true);
    expect(recording.all(versionType)).toHaveLength(1);
  });

  it("refers to each secret by its id and the number of its version", async () => {
    const { result } = await create({ one: { value: "1" }, two: { generate: { length: 16 } } });
    const { one, two } = result.references;
    expect([one?.id, two?.id]).toEqual(["one", "two"]);
    expect(one && (await promiseOf(one.version as never))).toBe("1");
  });
});
