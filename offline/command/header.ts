import type { PlacedProvider } from "../engine/providers";
import type { ImageDescription } from "../registry/image-list";
import type { Chosen } from "../tools/choose-tool";

/** What a header speaks of. */
export interface HeaderFacts {
  readonly stack: string;
  readonly engine: Chosen;
  readonly providers: readonly PlacedProvider[];
  readonly registryProgram: Chosen;
  readonly images: readonly ImageDescription[];
  /** How many encrypted values of the stack file have a placeholder instead. */
  readonly placeholders: number;
}

/** Says what of an offline plan is real and what is simulated, one line for each part. */
export function header(facts: HeaderFacts): string {
  const { stack, engine, providers, registryProgram, images, placeholders } = facts;
  const lines = [
    `Stack "${stack}", offline: no cloud is asked.`,
    `  engine     real: Pulumi CLI ${engine.version}, ${ORIGINS[engine.origin]}`,
    `  providers  ${providersLine(providers)}`,
    `  registry   real: CNCF Distribution ${registryProgram.version}, ${ORIGINS[registryProgram.origin]}, ` +
      `in place of every other registry; ${contentOf(images, stack)}`,
  ];
  if (placeholders > 0) {
    lines.push(
      `  secrets    simulated: ${plural(placeholders, "encrypted value")} of the stack file`,
    );
  }
  return `${lines.join("\n")}\n\n`;
}

const ORIGINS = {
  path: "found on the PATH",
  built: "built from its pinned Go modules",
} satisfies Record<Chosen["origin"], string>;

function providersLine(providers: readonly PlacedProvider[]): string {
  const kinds = (["real", "simulated"] as const).map((origin) => {
    const names = providers
      .filter((provider) => provider.origin === origin)
      .map(({ name, version }) => `${name} ${version}`);
    return names.length > 0 ? [`${origin}: ${names.join(", ")}`] : [];
  });
  return kinds.flat().join("; ") || "none";
}

function contentOf(images: readonly ImageDescription[], stack: string): string {
  if (images.length === 0) return `empty: offline/registry/images/${stack}.yaml names no image`;
  const tags = images.reduce((sum, image) => sum + image.tags.length, 0);
  return `${plural(tags, "small image")} in ${plural(images.length, "repository", "repositories")}`;
}

/** A number with its noun: `1 image`, `2 images`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
