import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { parseStackFile } from "../../config/parse";
import { serviceObjectives } from "../../config/schema/objectives";
import { observability } from "../../config/schema/observability";
import { goodFile } from "../../config/stack-file.fixture";

const page = readFileSync(join(__dirname, "../../docs/observability.md"), "utf8");

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs"))].map(
    ([, text = ""]) => text,
  );
}

describe("the page on observability", () => {
  it("N18: shows channels and steps that a stack file may have", () => {
    const [example = ""] = blocks("yaml");
    const file = { ...goodFile(), ...parse(example) };
    for (const name of ["slack-token", "pager-key", "hook-password"]) {
      file["holdfast:secrets"][name] = { value: "s3cret" };
    }
    const secretKeys = new Set(["holdfast:secrets"]);
    const result = parseStackFile(file, { stack: "staging", secretKeys });
    expect(result.ok ? [] : result.problems).toEqual([]);
  });

  it("P6: shows objectives that a service may have", () => {
    const example = blocks("yaml").find((block) => block.startsWith("services:")) ?? "";
    const services: Record<string, { objectives: unknown }> = parse(example).services;
    expect(Object.keys(services).length).toBeGreaterThan(1);
    for (const { objectives } of Object.values(services)) {
      expect(serviceObjectives.safeParse(objectives).success).toBe(true);
    }
  });

  it("N23: shows names of logs that a stack file may have", () => {
    const example = blocks("yaml").find((block) => block.includes("logs:")) ?? "";
    const { logs } = parse(example)["holdfast:observability"];
    const parsed = z.safeParse(observability.shape.logs, logs);
    expect(parsed.success && parsed.data?.poolUtilization).toEqual({
      event: "pool",
      database: "database",
      ratio: "pool.used",
    });
  });

  it("N23: shows lines with the names that metrics go by", () => {
    const { eventField, ...events } = observability.shape.logs.parse({});
    const lines = blocks("json").flatMap((block) =>
      block
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const named = Object.values(events).find(({ event }) => event === line[eventField]);
      const { event: _, ...fields } = named ?? {};
      expect(Object.keys(line)).toEqual([eventField, ...Object.values(fields)]);
    }
  });
});
