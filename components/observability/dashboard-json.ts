import { createHash } from "node:crypto";
import { mosaic } from "./dashboard-layout";
import {
  cacheTiles,
  clusterTiles,
  connectorTiles,
  type DashboardFacts,
  databaseTiles,
  startTiles,
  userTiles,
} from "./dashboard-sections";
import type { Note } from "./dashboard-tile";

/** Name of a stack's dashboard, as the runbooks give it. */
export function dashboardTitle(stack: string): string {
  return `${stack}: capacity and health`;
}

function noteOf(project: string, edition: string): Note {
  const page = (text: string, path: string) =>
    `[${text}](https://console.cloud.google.com/monitoring/${path}?project=${project})`;
  return {
    title: "Where to look",
    markdown: [
      `Open now: ${page("incidents", "alerting/incidents")}, ${page("uptime checks", "uptime")}, ${page("objectives", "services")}.`,
      "Each incident carries its runbook; all of them are in docs/runbooks of the repository.",
      "From the top: what users see, how services start, databases, the way into the network, caches. A line across a chart is where an alert begins.",
      `The stack makes this dashboard, and an update undoes what is changed here (edition ${edition}).`,
    ].join("\n\n"),
  };
}

/**
 * The dashboard of a stack, in the form that Cloud Monitoring takes.
 *
 * Its note names an edition that follows from the content: the provider hides a change that only removes keys
 * (https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/monitoring_dashboard), and
 * the edition makes every change one that it shows.
 */
export function dashboardJson(stack: string, facts: DashboardFacts): string {
  const sections = [
    userTiles,
    startTiles,
    databaseTiles,
    clusterTiles,
    connectorTiles,
    cacheTiles,
  ].map((tiles) => tiles(facts));
  const edition = createHash("sha256").update(JSON.stringify(sections)).digest("hex").slice(0, 8);
  return JSON.stringify({
    displayName: dashboardTitle(stack),
    mosaicLayout: mosaic(noteOf(facts.configuration.project, edition), sections),
  });
}
