import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { openSession } from "../../offline/session";
import { stackVariants } from "../stack-variants";
import { inventoryOf } from "./inventory";

const program = join(__dirname, "..", "..");

/** The variable that has the inventories written instead of compared. */
const rewrite = "HOLDFAST_REWRITE_INVENTORIES";

it.each(stackVariants(program))(
  "plans for the stack $name what its inventory says",
  async ({ name, stack, text }) => {
    const session = await openSession({ policyPack: false });
    try {
      const { code, stdout, stderr } = await session.pulumi(["preview", "--json"], {
        program,
        stack,
        stackFile: text,
      });
      expect(code, stderr).toBe(0);
      const inventory = inventoryOf(stdout);
      const file = join(program, "test", "inventories", `${name}.json`);
      if (process.env[rewrite] !== undefined) {
        writeFileSync(file, `${JSON.stringify(inventory, null, 2)}\n`);
      }
      const written = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
      const command = [
        `${rewrite}=1 npx vitest run --project engine ${relative(program, __filename)}`,
        "npx biome format --write test/inventories",
      ].join(" && ");
      expect(inventory, `If the plan is as it should be, run: ${command}`).toEqual(written);
    } finally {
      await session.close();
    }
  },
);
