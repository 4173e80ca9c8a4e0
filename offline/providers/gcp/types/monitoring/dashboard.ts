import type { DashboardArgs, DashboardState } from "@pulumi/gcp/monitoring";
import { describe } from "../../../declared/describe";
import type { Failure } from "../../../declared/rules";
import { type Properties, unmarked } from "../../../values/value";
import { deletionPolicy, needsProject, project, projectNumber } from "../../properties";

/** A dashboard of Cloud Monitoring. */
export const dashboard = describe<DashboardArgs, DashboardState>({
  token: "gcp:monitoring/dashboard:Dashboard",
  id: (r) => {
    const digits = r.hex("dashboard", 32);
    const groups = [0, 8, 12, 16, 20].map((start, at, starts) =>
      digits.slice(start, starts[at + 1]),
    );
    return `projects/${projectNumber(r.text("project"))}/dashboards/${groups.join("-")}`;
  },
  required: ["dashboardJson"],
  rules: [needsProject, { about: ["dashboardJson"], failures: notJson }],
  replaces: ["project"],
  ignores: [
    {
      path: "dashboardJson",
      when: (before, after) => {
        const [was, is] = [parsed(before), parsed(after)];
        return was !== undefined && is !== undefined && sameExceptRemoved(was, is);
      },
    },
  ],
  computed: {},
  decided: { deletionPolicy, project },
});

function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function notJson({ dashboardJson }: Properties): Failure[] {
  const text = unmarked(dashboardJson ?? null);
  return typeof text === "string" && parsed(text) === undefined
    ? ['"dashboardJson" is not JSON. Allowed is the JSON of a dashboard. Mend it.']
    : [];
}

/**
 * The real provider takes what was there and is not any more for something that the API had added, so that to remove a
 * key alone is no change.
 */
function sameExceptRemoved(was: unknown, is: unknown): boolean {
  if (Array.isArray(was) && Array.isArray(is)) {
    return was.length === is.length && was.every((entry, at) => sameExceptRemoved(entry, is[at]));
  }
  if (isMap(was) && isMap(is)) {
    return Object.entries(is).every(([key, value]) => sameExceptRemoved(was[key], value));
  }
  return was === is;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
