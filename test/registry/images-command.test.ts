import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { parseStackFile } from "../../config/parse";
import { run } from "../../images/command/run";
import { describeImage, Registries } from "./real-registry";

const REPOSITORY = "us-central1-docker.pkg.dev/netra-staging/netra";

const registries = new Registries();
/** The configuration of the policy pack, and one whose registry has stopped. */
let packFile: string;
let silentFile: string;
let digests: Record<string, string>;
let folder: string;

beforeAll(async () => {
  const registry = await registries.start([
    describeImage({ repository: `${REPOSITORY}/backend`, tags: ["1.4.1", "1.4.2", "1.5.0"] }),
    describeImage({
      repository: `${REPOSITORY}/auth`,
      tags: ["1.4.0"],
      platforms: ["linux/amd64", "linux/arm64"],
    }),
  ]);
  const stopped = await registries.start();
  await stopped.stop();
  const pack = (url: string, name: string) => {
    const file = join(registries.folder, name);
    writeFileSync(
      file,
      JSON.stringify({ "image-exists": { mirrors: { "*": url }, timeout: "2s" } }),
    );
    return file;
  };
  packFile = pack(registry.url, "pack.json");
  silentFile = pack(stopped.url, "silent.json");
  const names = ["backend:1.4.1", "backend:1.4.2", "backend:1.5.0", "auth:1.4.0"];
  const host = new URL(registry.url).host;
  digests = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [
        name,
        await registries.crane(["digest", `${host}/${REPOSITORY}/${name}`]),
      ]),
    ),
  );
});

afterAll(() => registries.close());

beforeEach(() => {
  mkdirSync(join(registries.folder, "stacks"), { recursive: true });
  folder = mkdtempSync(join(registries.folder, "stacks", "stack-"));
  writeFileSync(stackPath(), readFileSync(join(__dirname, "../../Pulumi.staging.yaml"), "utf8"));
});

const stackPath = () => join(folder, "Pulumi.staging.yaml");
const text = () => readFileSync(stackPath(), "utf8");
const pinned = (name: string) => `${REPOSITORY}/${name}@${digests[name]}`;

function edit(from: string, to: string): void {
  const before = text();
  expect(before).toContain(from);
  writeFileSync(stackPath(), before.replace(from, to));
}

async function images(line: string, file = packFile): Promise<{ code: number; said: string }> {
  let said = "";
  const stream = {
    write: (part: string) => {
      said += part;
    },
  };
  const code = await run([...line.split(" "), "--policy-pack-config", file], {
    folder,
    workingDirectory: folder,
    environment: { PATH: process.env.PATH, HOME: "/nonexistent" },
    output: stream,
    errors: stream,
  });
  return { code, said };
}

function written(): Record<string, unknown> {
  const { config } = parse(text());
  return {
    backend: config["holdfast:services"].backend.image,
    auth: config["holdfast:services"].auth.image,
    ...config["holdfast:release"],
  };
}

describe("A13: npm run images -- pin", () => {
  it("writes into the file that holds the services, and records what was before in the stack file", async () => {
    const { config } = parse(text());
    const { "holdfast:services": services, ...rest } = config;
    writeFileSync(
      stackPath(),
      stringify({ config: { ...rest, "holdfast:services": "services.yaml" } }),
    );
    writeFileSync(join(folder, "services.yaml"), `# ours\n${stringify(services)}`);
    const { code } = await images("pin --stack staging --service backend --tag 1.5.0");
    const pinnedServices = readFileSync(join(folder, "services.yaml"), "utf8");
    expect(code).toBe(0);
    expect(parse(pinnedServices).backend.image).toBe(pinned("backend:1.5.0"));
    expect(pinnedServices).toMatch(/^# ours\n/);
    expect(parse(text()).config["holdfast:services"]).toBe("services.yaml");
    expect(parse(text()).config["holdfast:release"].previous.backend).toBe(pinned("backend:1.4.2"));
  });

  it("writes the digest that each tag has, of an index too, and changes nothing else", async () => {
    const before = text();
    const { code, said } = await images("pin --stack staging");
    expect(said).toContain(
      `backend: "${REPOSITORY}/backend:1.4.2" is now "${pinned("backend:1.4.2")}"`,
    );
    expect(code).toBe(0);
    expect(text()).toBe(
      before
        .replace(`${REPOSITORY}/backend:1.4.2`, pinned("backend:1.4.2"))
        .replace(`${REPOSITORY}/auth:1.4.0`, pinned("auth:1.4.0")),
    );
    expect(readdirSync(folder)).toEqual(["Pulumi.staging.yaml"]);
    expect((await images("pin --stack staging")).said).toContain(`backend: stays "`);
  });

  it("records what a new tag replaces, whether it is given or edited in front of the digest", async () => {
    await images("pin --stack staging");
    await images("pin --stack staging --service backend --tag 1.5.0");
    expect(written()).toEqual({
      backend: pinned("backend:1.5.0"),
      auth: pinned("auth:1.4.0"),
      previous: { backend: pinned("backend:1.4.2") },
    });
    edit("backend:1.5.0@", "backend:1.4.1@");
    await images("pin --stack staging");
    expect(written()).toMatchObject({
      backend: pinned("backend:1.4.1"),
      previous: { backend: `${REPOSITORY}/backend@${digests["backend:1.5.0"]}` },
    });
  });

  it("records the digest of a tag alone that a given one replaces", async () => {
    await images("pin --stack staging --service backend --tag 1.5.0");
    expect(written()).toMatchObject({ previous: { backend: pinned("backend:1.4.2") } });
  });

  it("makes a file of which the configuration takes the digests that it demands", async () => {
    edit("config:\n", "config:\n  holdfast:release: { pinning: digest }\n");
    const problems = () => {
      const result = parseStackFile(parse(text()).config, { stack: "staging" });
      return result.ok ? [] : result.problems.map(({ path }) => path).sort();
    };
    expect(problems()).toEqual(["services.auth.image", "services.backend.image"]);
    await images("pin --stack staging --service backend --tag 1.5.0");
    await images("pin --stack staging");
    expect(problems()).toEqual([]);
  });

  it.each([
    ["pin --stack staging --service backend --tag 9.9.9", 'it has "1.'],
    ["pin --stack staging --service bakend", 'has no service "bakend"; it has "backend", "auth"'],
    ["pin --stack staging --service backend --tag a/b", '"a/b" is not a tag'],
    ["pin --stack nowhere", 'There is no file "Pulumi.nowhere.yaml"'],
    ["pin --stack ../staging", "is not the name of a stack"],
    ["pin --tag 1.0.0 --stack staging", 'with one "--service"'],
    ["pin", 'Name one stack by "--stack NAME"'],
    ["unpin --stack staging", 'Say "pin" or "rollback"'],
    ["rollback --stack staging", "records no previous image"],
    ["rollback --stack staging --service auth", "auth: No previous image is recorded."],
  ])("fails with one error and changes nothing: %s", async (line, message) => {
    const before = text();
    const { code, said } = await images(line);
    expect(said).toContain(message);
    expect(code).toBe(1);
    expect(text()).toBe(before);
  });

  it("fails for all services when one has no image, or its registry does not answer", async () => {
    edit("backend:1.4.2", "backend:2.0.0");
    const before = text();
    const missing = await images("pin --stack staging");
    expect(missing).toMatchObject({ code: 1, said: expect.stringContaining("backend: ") });
    expect(missing.said).not.toContain("auth: ");
    const silent = await images("pin --stack staging", silentFile);
    expect(silent).toMatchObject({
      code: 1,
      said: expect.stringContaining("could not be verified"),
    });
    expect(text()).toBe(before);
  });
});

describe("A13: npm run images -- rollback", () => {
  beforeEach(async () => {
    await images("pin --stack staging");
    await images("pin --stack staging --service backend --tag 1.5.0");
  });

  it("puts the previous image back, by its digest, and can be taken back itself", async () => {
    const { code, said } = await images("rollback --stack staging");
    expect(code, said).toBe(0);
    expect(said).toContain("pulumi up --stack staging");
    expect(written()).toEqual({
      backend: pinned("backend:1.4.2"),
      auth: pinned("auth:1.4.0"),
      previous: { backend: pinned("backend:1.5.0") },
    });
    expect(parseStackFile(parse(text()).config, { stack: "staging" })).toMatchObject({ ok: true });
    await images("rollback --stack staging --service backend");
    expect(written()).toMatchObject({ backend: pinned("backend:1.5.0") });
  });

  it("refuses to go back to what is gone, or cannot be asked for, unless it is told to", async () => {
    const before = text();
    const silent = await images("rollback --stack staging", silentFile);
    expect(silent).toMatchObject({
      code: 1,
      said: expect.stringContaining("could not be verified"),
    });
    expect(text()).toBe(before);
    expect((await images("rollback --stack staging --unverified", silentFile)).code).toBe(0);
    expect(written()).toMatchObject({ backend: pinned("backend:1.4.2") });
    edit(
      `backend: ${pinned("backend:1.5.0")}`,
      `backend: ${REPOSITORY}/backend@sha256:${"0".repeat(64)}`,
    );
    const gone = await images("rollback --stack staging");
    expect(gone).toMatchObject({ code: 1, said: expect.stringContaining("does not exist") });
  });
});

describe("A13: a service that gives its version alone", () => {
  const versions = () => {
    const { config } = parse(text());
    const { backend, auth } = config["holdfast:services"];
    return { backend: backend.version ?? backend.image, auth: auth.version ?? auth.image };
  };
  const recorded = () => parse(text()).config["holdfast:release"].previous;
  const digestBehind = (name: string) => `${name.split(":")[1]}@${digests[name]}`;

  beforeEach(() => edit(`image: ${REPOSITORY}/backend:1.4.2`, "version: 1.4.2"));

  it("is pinned by the digest behind its version, beside others that give the image", async () => {
    const before = text();
    const { code, said } = await images("pin --stack staging");
    expect(code, said).toBe(0);
    expect(text()).toBe(
      before
        .replace("version: 1.4.2", `version: ${digestBehind("backend:1.4.2")}`)
        .replace(`${REPOSITORY}/auth:1.4.0`, pinned("auth:1.4.0")),
    );
    const result = parseStackFile(parse(text()).config, { stack: "staging" });
    expect(result).toMatchObject({
      configuration: { services: { backend: { image: pinned("backend:1.4.2") } } },
    });
  });

  it("goes to another version and back", async () => {
    await images("pin --stack staging --service backend --tag 1.5.0");
    expect(versions().backend).toBe(digestBehind("backend:1.5.0"));
    expect(recorded()).toEqual({ backend: pinned("backend:1.4.2") });
    const { code, said } = await images("rollback --stack staging");
    expect(code, said).toBe(0);
    expect(versions().backend).toBe(digestBehind("backend:1.4.2"));
    expect(recorded()).toEqual({ backend: pinned("backend:1.5.0") });
  });

  it("goes back to an image that is in no version's place, by naming it", async () => {
    const previous = `${REPOSITORY}/auth:1.4.0`;
    edit("config:\n", `config:\n  holdfast:release: { previous: { backend: "${previous}" } }\n`);
    const { code, said } = await images("rollback --stack staging");
    expect(code, said).toBe(0);
    expect(parse(text()).config["holdfast:services"].backend).toMatchObject({ image: previous });
    expect(text()).not.toContain("version: 1.4.2");
  });

  it.each([
    ["version: 1.4.2", "version: 1.4", "services.backend.version is not a text"],
    ["    repository: netra\n", "", "services.backend.version needs"],
    ["version: 1.4.2", "version: 1.4.2\n      image: redis", "has both image and version"],
  ])(
    "fails with one error and changes nothing where its image is not known: %j",
    async (from, to, message) => {
      edit(from, to);
      const before = text();
      const { code, said } = await images("pin --stack staging");
      expect(said).toContain(message);
      expect(code).toBe(1);
      expect(text()).toBe(before);
    },
  );
});
