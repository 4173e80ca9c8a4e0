import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { alertsOf } from "../../components/observability/alerts";
import { burnRateAlert, burnRates } from "../../components/observability/burn-rate";
import { dashboardTitle } from "../../components/observability/dashboard-json";
import { overviewTitle } from "../../components/observability/overview-json";
import { stagingWith } from "../../components/testing/staging";
import { describeKeys } from "../../config/reference";
import { stackFile } from "../../config/schema/stack-file";

const folder = join(__dirname, "..", "..", "docs", "runbooks");
const index = readFileSync(join(folder, "README.md"), "utf8");
const pages = readdirSync(folder)
  // No alert leads to the restoring of data, which has a page of another form.
  .filter((file) => !["README.md", "restore.md"].includes(file))
  .map((file) => [file.replace(/\.md$/, ""), readFileSync(join(folder, file), "utf8")] as const);

const sections = ["Look first", "Stop the bleeding", "Undo"];

/** Words in capitals that the reader fills in where an alert does not know them. */
const openWords = new Set(
  "STACK PROJECT REGION SERVICE DATABASE CACHE INSTANCE CONNECTOR HOST NAMESPACE POD DOMAIN CERTIFICATE REVISION PID SLOT SIZE_IN_GB".split(
    " ",
  ),
);

/** Words in capitals that mean themselves. */
const ownWords = new Set("AND BASIC CAA CNAME ERROR READY STANDARD_HA WARNING".split(" "));

/** The texts between back quotes, and the lines of blocks of code. */
function codeOf(text: string): string[] {
  return [...text.matchAll(/```[a-z]*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(
    ([, block, inline]) => block ?? inline ?? "",
  );
}

describe.each(pages)("the runbook %s", (name, text) => {
  it("says what it means, who is hit, what to look at, how to stop it and how to undo that", () => {
    expect(text).toMatch(/^# \S.+\n\n\S/);
    expect(text).toContain("**Who is hit:**");
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(sections);
    const [, look = ""] = text.split("## Look first");
    expect(look).toMatch(/^1\. /m);
    expect(look).toMatch(/^3\. /m);
    expect(look).not.toMatch(/^4\. /m);
  });

  it("fits into an alert, with room for what the alert itself says", () => {
    // https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Documentation
    expect(text.length).toBeLessThan(6000);
  });

  it("has nothing that Cloud Monitoring would take for a variable", () => {
    expect(text).not.toContain("${");
  });

  it("leaves thresholds to the alert", () => {
    expect(text).not.toMatch(/\b[0-9]+(\.[0-9]+)? ?%/);
  });

  it("stands in the index", () => {
    expect(index).toContain(`[${name}](${name}.md)`);
  });

  it("names no page that is not there", () => {
    const named = [...text.matchAll(/\brunbooks? ([a-z]+(?:-[a-z]+)+)/g)].map(([, page]) => page);
    const known = pages.map(([page]) => page);
    expect(named.filter((page) => !known.includes(page ?? ""))).toEqual([]);
  });

  it("uses no word in capitals whose meaning the reader has to guess", () => {
    const words = codeOf(text)
      .filter((code) => !/^\s*SELECT/.test(code))
      .flatMap((code) => code.match(/\b[A-Z][A-Z_]{2,}\b/g) ?? [])
      .filter((word) => !openWords.has(word) && !ownWords.has(word));
    expect(words).toEqual([]);
  });
});

describe("the runbooks", () => {
  it("N18: are there for every alert of Netra's staging stack", () => {
    const configuration = stagingWith((config) => {
      config["holdfast:observability"] ??= {
        channels: {
          team: { type: "email", address: "team@netrasystems.ai" },
          duty: { type: "email", address: "duty@netrasystems.ai" },
        },
        escalation: { warning: ["team"], critical: ["duty"] },
      };
    });
    const { observability } = configuration;
    const alerts = observability === undefined ? [] : alertsOf(configuration, observability);
    const burns = burnRates.map((rate) =>
      burnRateAlert("backend", { id: "latency", title: "fast" }, rate, "slo"),
    );
    const known = pages.map(([name]) => name);
    expect(alerts.length).toBeGreaterThan(10);
    expect([...alerts, ...burns].filter(({ runbook }) => !known.includes(runbook))).toEqual([]);
  });

  it("name keys that the stack file has", () => {
    const keys = new Set(
      describeKeys().map(({ path }) => path.join(".").replaceAll("<name>", "NAME")),
    );
    const tops = Object.keys(stackFile.shape).map((key) => key.replace("holdfast:", ""));
    const named = pages.flatMap(([page, text]) =>
      codeOf(text)
        .filter(
          (code) => /^[a-z]+(\.[A-Za-z]+)+$/.test(code) && tops.includes(code.split(".")[0] ?? ""),
        )
        .map((code) => ({
          page,
          key: `holdfast:${code.replace(/\.(SERVICE|DATABASE|CACHE)\b/g, ".NAME")}`,
        })),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ key }) => !keys.has(key))).toEqual([]);
  });

  it("name the dashboards by their names", () => {
    const titles = [dashboardTitle("STACK"), overviewTitle("STACK")];
    const naming = [index, ...pages.map(([, text]) => text)].join("\n");
    for (const title of titles) {
      expect(naming).toContain(`"${title}"`);
    }
    const others = titles.reduce((text, title) => text.replaceAll(`"${title}"`, ""), naming);
    expect(others).not.toMatch(/Dashboards > "/);
  });

  it("N16, N24: say how to halt deployments, raise logging and roll back", () => {
    for (const title of ["Halt deployments", "Raise logging", "Roll back"]) {
      expect(index).toContain(`\n## ${title}\n`);
    }
    expect(index).toContain("holdfast:release: { halted:");
    expect(index).toContain("investigation:");
  });
});
