import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";

/** What of a Pulumi program's `Pulumi.yaml` matters to the offline plan. */
export interface ProjectFile {
  /** Name of the project. */
  readonly name: string;
  /** The TypeScript configuration that the program is compiled by, relative to its folder. */
  readonly tsconfig?: string;
}

const projectFile = z.object({
  name: z.string(),
  runtime: z
    .union([
      z.string(),
      z.object({ options: z.object({ tsconfig: z.string() }).partial().nullish() }),
    ])
    .nullish(),
});

/**
 * Reads the project file of a program.
 *
 * @param program Folder of the program.
 * @throws Error when there is none, or it does not name a project.
 */
export function readProjectFile(program: string): ProjectFile {
  const file = join(program, "Pulumi.yaml");
  if (!existsSync(file))
    throw new Error(`There is no Pulumi program in "${program}": it has no Pulumi.yaml.`);
  const parsed = projectFile.safeParse(parseDocument(readFileSync(file, "utf8")).toJS());
  if (!parsed.success) throw new Error(`"${file}" is not the project file of a Pulumi program.`);
  const { name, runtime } = parsed.data;
  return { name, tsconfig: typeof runtime === "object" ? runtime?.options?.tsconfig : undefined };
}
