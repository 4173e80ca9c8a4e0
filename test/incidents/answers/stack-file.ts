import * as pulumi from "@pulumi/pulumi";
import { vi } from "vitest";
import { refuseWhileHalted } from "../../../components/release/halt";
import { stagingFile } from "../../../components/testing/staging";
import type { StackConfiguration } from "../../../config";
import { type ParseResult, parseStackFile } from "../../../config/parse";
import type { Problem } from "../../../config/problem";

type Json = unknown;
type Patch = Readonly<Record<string, Json>>;

/** `target` with `patch` merged over it as https://www.rfc-editor.org/rfc/rfc7386 says: null removes. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isMap(patch)) {
    return patch;
  }
  const result: Record<string, Json> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = mergePatch(result[key], value);
    }
  }
  return result;
}

function isMap(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the configuration says of Netra's staging file with a change. */
function parseWith(patch: Patch): ParseResult {
  const changed = mergePatch(stagingFile(), patch) as Record<string, Json>;
  return parseStackFile(changed, { stack: "staging" });
}

/** Everything that refuses staging's file with a change: a text for each problem, none when it is taken. */
export function refusalsOf(patch: Patch): string[] {
  const result = parseWith(patch);
  return result.ok ? [] : result.problems.map(problemText);
}

function problemText({ path, found, allowed, action }: Problem): string {
  return `${path}\n  Found ${found}. Allowed: ${allowed}. ${action}`;
}

/**
 * The configuration of staging with a change.
 *
 * @throws Error with the problems of a file that is refused.
 */
export function stagingWith(patch: Patch = {}): StackConfiguration {
  const result = parseWith(patch);
  if (!result.ok) {
    throw new Error(result.problems.map(problemText).join("\n"));
  }
  return result.configuration;
}

/** What an update of staging with a change is refused with; empty when it is not. */
export function updateRefusalOf(patch: Patch): string {
  const { release } = stagingWith(patch);
  const mocks = [
    vi.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(false),
    vi.spyOn(pulumi, "getStack").mockReturnValue("staging"),
  ];
  try {
    refuseWhileHalted(release);
    return "";
  } catch (error) {
    return (error as Error).message;
  } finally {
    for (const mock of mocks) mock.mockRestore();
  }
}

/** What is logged of each part of a stack. */
function loggingOf({ network, edge, postgres }: StackConfiguration): Record<string, unknown> {
  const { flowLogs, firewallLogs, nat } = network;
  const databases = Object.entries(postgres).map(([name, { logging }]) => [
    `statements and connections of ${name}`,
    logging.slowStatements
      ? `from ${logging.slowStatements.text} on, ${said(logging)}`
      : said(logging),
  ]);
  return {
    "requests to the load balancer": `${Number(edge?.accessLogs.sampleRate) * 100} %`,
    "flows of the network": flowLogs,
    "decisions of the firewall": firewallLogs,
    "translations of Cloud NAT": nat?.logFilter,
    ...Object.fromEntries(databases),
  };
}

function said({ connections }: { readonly connections: boolean }): string {
  return connections ? "all connections" : "off";
}

/** What is logged of staging with a change, where that differs from what is logged without it. */
export function loggingChangeOf(patch: Patch): string {
  const usual = loggingOf(stagingWith());
  return Object.entries(loggingOf(stagingWith(patch)))
    .filter(([what, level]) => level !== usual[what])
    .map(([what, level]) => `${what}: ${usual[what]} -> ${level}`)
    .join("\n");
}
