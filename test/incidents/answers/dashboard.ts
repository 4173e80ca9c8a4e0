import { alertsOf } from "../../../components/observability/alerts";
import { dashboardJson } from "../../../components/observability/dashboard-json";
import { functionNames } from "../../../components/verification/verification";
import { stagingWith } from "./stack-file";

/** The titles of the tiles of staging's dashboard. */
export function dashboardTiles(): string[] {
  const configuration = stagingWith();
  const { observability } = configuration;
  if (observability === undefined) {
    return [];
  }
  const alerts = alertsOf(configuration, observability);
  const { mosaicLayout } = JSON.parse(
    dashboardJson("staging", {
      configuration,
      alerts,
      slos: [],
      monitor: functionNames.syntheticMonitor,
    }),
  );
  return mosaicLayout.tiles.map((tile: { widget: { title?: string } }) => tile.widget.title ?? "");
}
