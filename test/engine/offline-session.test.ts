import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { ROOT } from "./offline-command";

const program = join(ROOT, "test", "programs", "surroundings");
const stackFile = `
secretsprovider: gcpkms://projects/p/locations/l/keyRings/r/cryptoKeys/k
encryptedkey: only-its-owner-can-read-this
config:
  surroundings:password:
    secure: only-its-owner-can-read-this
`;

let session: Session;
beforeAll(async () => {
  vi.stubEnv("PULUMI_ACCESS_TOKEN", "of-the-user");
  vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", "/of-the-user");
  vi.stubEnv("KUBECONFIG", "/of-the-user");
  vi.stubEnv("NODE_EXTRA_CA_CERTS", "/of-the-user");
  session = await openSession({ policyPack: false });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await session?.close();
});

function run(...command: string[]): Promise<PulumiResult> {
  return session.pulumi(command, { program, stack: "test", stackFile });
}

describe("an offline session", () => {
  it("runs any program with a placeholder for what only its owner can decrypt", async () => {
    const before = readdirSync(program);
    const { code, stdout, stderr } = await run("up", "--yes", "--skip-preview");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("length     : [secret]");
    expect(readdirSync(program)).toEqual(before);
  });

  it("keeps its state for the next run", async () => {
    const { code, stdout } = await run("preview", "--expect-no-changes");
    expect(code).toBe(0);
    expect(stdout).toContain("1 unchanged");
  });

  it("shows a program nothing of the user's environment", async () => {
    const { stdout } = await run("stack", "output", "environment", "--json");
    expect(stdout).toContain(`HOME=${session.folder}`);
    expect(stdout).not.toContain("of-the-user");
  });

  it("gives a code other than zero for a command that fails", async () => {
    const { code, stderr } = await run("stack", "output", "missing");
    expect(code).not.toBe(0);
    expect(stderr).toContain("missing");
  });

  it("stops a run that is aborted, and goes on with the next one", async () => {
    const signal = AbortSignal.timeout(300);
    const aborted = session.pulumi(["preview"], { program, stack: "test", stackFile, signal });
    await expect(aborted).rejects.toThrow();
    await expect(run("stack", "output")).resolves.toMatchObject({ code: 0 });
  });

  it("lets real providers change nothing", async () => {
    const real = await openSession({ policyPack: false, providers: "auto" });
    const up = real.pulumi(["up", "--yes"], { program, stack: "test", stackFile });
    await expect(up).rejects.toThrow('"up" changes resources');
    await real.close();
  });

  it("deletes its folder and refuses nothing when it is closed twice", async () => {
    await Promise.all([session.close(), session.close()]);
    expect(existsSync(session.folder)).toBe(false);
  });
});
