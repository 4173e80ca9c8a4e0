import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const image = z.strictObject({
  /** Registry host and repository, as workloads name them, without tag. */
  repository: z.string().regex(/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/, {
    error: "is not HOST/REPOSITORY in lower case, without a tag",
  }),
  /** Every tag that exists. Each is an image of its own, with a digest of its own. */
  tags: z
    .array(z.string().regex(/^\w[\w.-]{0,127}$/, { error: "is not a tag" }))
    .min(1, { error: "has to name one tag at least" }),
  /** `os/architecture`, or with a variant `os/architecture/variant`; several make a multi-platform image. */
  platforms: z
    .array(z.string().regex(/^[a-z0-9]+\/[a-z0-9]+(\/v\d+)?$/, { error: "is not OS/ARCHITECTURE" }))
    .min(1, { error: "has to name one platform at least" })
    .default(["linux/amd64"]),
  /** User that the image runs as, as a Dockerfile's `USER`. Default: none, so root. */
  user: z.string().default(""),
  /** As a Dockerfile's `ENTRYPOINT`. Default: none. */
  entrypoint: z.array(z.string()).default([]),
  /** As a Dockerfile's `CMD`. Default: none. */
  command: z.array(z.string()).default([]),
  /** TCP ports, as a Dockerfile's `EXPOSE`. Default: none. */
  ports: z.array(z.int().min(1).max(65535)).default([]),
});

const imageList = z.strictObject({ images: z.array(image) });

/** One repository of the offline registry, with the tags that exist in it. */
export type ImageDescription = z.infer<typeof image>;

/**
 * Reads which images the offline registry is to hold.
 *
 * @throws Error that names every problem of the file, with its path.
 */
export function readImageList(file: string): ImageDescription[] {
  return parseImageList(readFileSync(file, "utf8"), file);
}

/**
 * As `readImageList`, from the text of the file.
 *
 * @param file Name to speak of it by.
 */
export function parseImageList(text: string, file: string): ImageDescription[] {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new Error(`"${file}" is not YAML: ${(error as Error).message}`);
  }
  const parsed = imageList.safeParse(content);
  if (parsed.success) return parsed.data.images;
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.join(".") || "the file"}: ${issue.message}`,
  );
  throw new Error(`"${file}" does not say which images exist:\n${problems.join("\n")}`);
}
