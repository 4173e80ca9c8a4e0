import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Makes sure that a state folder knows a stack, as `pulumi stack init` would: an empty stack is one
 * short file. Writing it takes no time, the command takes half a second. A stack that is there
 * already stays as it is.
 */
export function ensureStack(state: string, project: string, stack: string): void {
  const file = join(state, ".pulumi", "stacks", project, `${stack}.json`);
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(join(state, ".pulumi", "meta.yaml"), "version: 1\n");
  const checkpoint = { stack: `organization/${project}/${stack}` };
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint }));
}
