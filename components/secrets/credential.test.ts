import { describe, expect, it } from "vitest";
import { promiseOf, record, revealed } from "../testing/recording";
import { Credential } from "./credential";

const value = "postgresql://netra:abc@10.64.0.3:5432/netra";
const create = (preview = false) =>
  record(() => new Credential("main-db-url", { value }), { preview });

describe("Credential", () => {
  it("keeps the value as a secret version, marked even where the caller did not", async () => {
    const recording = await create();
    const version = recording.one("gcp:secretmanager/secretVersion:SecretVersion");
    expect(version.inputs.secret).toBe("projects/netra-staging/secrets/main-db-url");
    expect(revealed(version.inputs.secretData)).toBe(value);
  });

  it("leaves a version alone that a new one has followed, since revisions are pinned to it", async () => {
    const recording = await create();
    const { inputs } = recording.one("gcp:secretmanager/secretVersion:SecretVersion");
    expect(inputs.deletionPolicy).toBe("ABANDON");
  });

  it("names the secret after itself and lets Google replicate it", async () => {
    const recording = await create();
    expect(recording.one("gcp:secretmanager/secret:Secret").inputs).toEqual({
      secretId: "main-db-url",
      replication: { auto: {} },
    });
  });

  it("refers to the version by its number", async () => {
    const { result } = await create();
    expect(result.id).toBe("main-db-url");
    expect(await promiseOf(result.secretId)).toBe("main-db-url");
    expect(await promiseOf(result.version)).toBe("1");
  });

  it("keeps the value secret in a preview too", async () => {
    const recording = await create(true);
    const { inputs } = recording.one("gcp:secretmanager/secretVersion:SecretVersion");
    expect(revealed(inputs.secretData)).toBe(value);
  });
});
