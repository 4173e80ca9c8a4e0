import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseStackFile } from "../../config/parse";

const root = join(__dirname, "../..");
const documents = ["README.md", "CONTRIBUTING.md", "policies/README.md"].map((file) => ({
  file,
  text: readFileSync(join(root, file), "utf8"),
}));
const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => link);
const readme = readFileSync(join(root, "README.md"), "utf8");
const snippets = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
const staging = parse(readFileSync(join(root, "Pulumi.staging.yaml"), "utf8")).config;
const scripts = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts);

describe("README", () => {
  it("leads to the rest of the documentation", () => {
    expect(linksOf(readme)).toEqual(
      expect.arrayContaining(["docs/configuration.md", "docs/policies.md", "docs/incidents.md"]),
    );
  });

  it("shows a service that the staging stack accepts", () => {
    const snippet = snippets.find((text) => text.startsWith("holdfast:services:")) ?? "";
    const added = parse(snippet)["holdfast:services"];
    expect(Object.keys(added)).toEqual(["billing"]);
    const services = { ...staging["holdfast:services"], ...added };
    const parsed = parseStackFile(
      { ...staging, "holdfast:services": services },
      { stack: "staging" },
    );
    expect(parsed).toMatchObject({ ok: true });
  });

  it("shows a halt and an investigation that the staging stack accepts", () => {
    const snippet = snippets.find((text) => text.includes("holdfast:release:")) ?? "";
    const added = parse(snippet);
    const observability = {
      ...staging["holdfast:observability"],
      ...added["holdfast:observability"],
    };
    const parsed = parseStackFile(
      { ...staging, ...added, "holdfast:observability": observability },
      { stack: "staging" },
    );
    expect(parsed).toMatchObject({
      ok: true,
      configuration: {
        release: { halted: expect.stringContaining("restored") },
        observability: { investigation: expect.stringContaining("time out") },
      },
    });
  });
});

describe.each(documents)("$file", ({ file, text }) => {
  it("links to files that exist", () => {
    for (const link of linksOf(text)) {
      expect(existsSync(join(root, file, "..", link)), link).toBe(true);
    }
  });

  it("names package scripts that exist", () => {
    for (const [, script] of text.matchAll(/npm run ([a-z:]+)/g)) {
      expect(scripts).toContain(script);
    }
  });
});
