import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readImageList } from "../../offline/registry/image-list";
import { openSession, type Session } from "../../offline/session";
import { portableStack, stackVariants } from "../stack-variants";

const program = join(__dirname, "..", "..");
const images = readImageList(
  join(program, "offline", "registry", "images", `${portableStack}.yaml`),
);
const built = images.filter(({ repository }) => !repository.endsWith("/mcp-server"));

let session: Session;

beforeAll(async () => {
  session = await openSession({ images: built });
});

afterAll(async () => {
  await session?.close();
});

describe.each(stackVariants(program).filter(({ stack }) => stack === portableStack))(
  "P1: the stack $name with an image that was never built",
  ({ stack, text }) => {
    it("is refused for that image alone", async () => {
      expect(built).toHaveLength(images.length - 1);
      const { code, results, stdout } = await session.pulumi(["preview"], {
        program,
        stack,
        stackFile: text,
      });
      expect(code).not.toBe(0);
      expect(stdout).toMatch(/image-exists[^\n]*mcp-server/);
      expect(stdout).toContain("/pyairtable/mcp-server:0.9.2");
      const violated = results.filter(({ result }) => result === "violated");
      expect([...new Set(violated.map(({ policy }) => policy))]).toEqual(["image-exists"]);
    });
  },
);
