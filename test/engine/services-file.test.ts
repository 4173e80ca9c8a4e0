import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { openSession, type PulumiResult, type Session } from "../../offline/session";

const ROOT = join(__dirname, "..", "..");
const { config } = parse(readFileSync(join(ROOT, "Pulumi.staging.yaml"), "utf8"));

let session: Session;
let program: string;

beforeAll(async () => {
  session = await openSession({ policyPack: false });
  // Our program under a folder in which files can be put beside it.
  program = mkdtempSync(join(tmpdir(), "holdfast-services-"));
  for (const name of readdirSync(ROOT)) {
    if (!/^Pulumi\..+\.yaml$/.test(name)) symlinkSync(join(ROOT, name), join(program, name));
  }
});

afterAll(async () => {
  await session?.close();
  if (program) rmSync(program, { recursive: true });
});

function preview(services: unknown): Promise<PulumiResult> {
  const stackFile = stringify({ config: { ...config, "holdfast:services": services } });
  return session.pulumi(["preview"], { program, stack: "staging", stackFile });
}

const planned = ({ stdout }: PulumiResult) => /Resources:\n.*\n/.exec(stdout)?.[0];

describe("services in a file beside the stack file", () => {
  it("plan what they plan in the stack file", async () => {
    writeFileSync(join(program, "services.yaml"), stringify(config["holdfast:services"]));
    const apart = await preview("services.yaml");
    const within = await preview(config["holdfast:services"]);
    expect(apart.code).toBe(0);
    expect(planned(apart)).toBe(planned(within));
  });

  it("fail with the name of a file that is not there", async () => {
    const { code, stdout, stderr } = await preview("other.yaml");
    expect(code).not.toBe(0);
    expect(`${stdout}${stderr}`).toContain('Found the file "other.yaml", which is not there.');
  });

  it("are what a stack file that is too large for Linux is told to have", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `service-${index}`,
        { ...structuredClone(config["holdfast:services"].auth), uses: {} },
      ]),
    );
    await expect(preview(many)).rejects.toThrow('"holdfast:services: services.yaml"');
  });
});
