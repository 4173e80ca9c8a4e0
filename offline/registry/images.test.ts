import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pgBouncerImage } from "../../components/data/pooler/pgbouncer";
import { caddyImage } from "../../components/services/probe-proxy/caddy";
import { parseStackFile } from "../../config/parse";
import { goodFile } from "../../config/stack-file.fixture";
import {
  formatReference,
  InvalidReference,
  parseReference,
} from "../../policies/registry/reference";
import { readImageList } from "./image-list";

/** The image of the collectors, where a stack file names none. */
function collectorImage(): string {
  const file = { ...goodFile(), "holdfast:telemetry": { destination: "collector" } };
  const result = parseStackFile(file, { stack: "staging" });
  const telemetry = result.ok ? result.configuration.telemetry : undefined;
  return telemetry?.collectors["cloud-run"]?.image ?? "";
}

/** An image in full, with the host that a short name leaves out. */
function inFull(text: string): string {
  const reference = parseReference(text);
  return reference instanceof InvalidReference ? text : formatReference(reference);
}

describe.each(["aia", "pyairtable"])("the offline registry of a stack for GKE: %s", (stack) => {
  const held = readImageList(join(__dirname, "images", `${stack}.yaml`)).flatMap(
    ({ repository, tags }) => tags.map((tag) => `${repository}:${tag}`),
  );

  it.each([
    ["pooling", pgBouncerImage],
    ["a probe with a credential", caddyImage],
    ["telemetry", collectorImage()],
  ])("has what the stack itself chooses for %s", (_, image) => {
    expect(held).toContain(inFull(image));
  });
});
