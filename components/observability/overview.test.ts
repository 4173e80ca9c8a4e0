import { describe, expect, it } from "vitest";
import type { StackConfiguration } from "../../config";
import { aiaWith } from "../testing/aia";
import { uncheckedStagingWith } from "../testing/staging";
import { type DashboardData, problemsOf, promQlOf } from "./dashboard-checks.fixture";
import { overviewJson, overviewTitle } from "./overview-json";

const slo = (index: number) => ({
  title: `service ${index}`,
  name: `projects/1/services/s${index}/serviceLevelObjectives/availability`,
});

function overviewOf(configuration: StackConfiguration, objectives = 1): DashboardData {
  const slos = Array.from({ length: objectives }, (_, index) => slo(index));
  return JSON.parse(overviewJson("staging", { configuration, slos }));
}

const titlesOf = ({ mosaicLayout }: DashboardData) =>
  mosaicLayout.tiles.map(({ widget }) => widget.title);

describe("P6: the overview of all services", () => {
  const staging = uncheckedStagingWith();

  it("P6: shows of each how much is asked, what fails, how long it takes and what runs", () => {
    const overview = overviewOf(staging);
    expect(overview.displayName).toBe(overviewTitle("staging"));
    expect(titlesOf(overview)).toEqual([
      "The services, in the order in which they start",
      "Requests in 5 minutes, Cloud Run",
      "Share of failed requests, Cloud Run",
      "Mean response, Cloud Run",
      "Instances, Cloud Run",
      "Error budget that is left",
      "Requests in 5 minutes, the greatest",
      "Share of failed requests, the greatest",
      "Mean response, the greatest",
    ]);
    expect(problemsOf(overview)).toEqual([]);
  });

  it("P6: names them in the order in which they start", () => {
    const [note] = overviewOf(staging).mosaicLayout.tiles;
    expect(note?.widget.text.content).toMatch(/^auth → backend\n/);
  });

  it("P6: shows pods on GKE, and requests as far as something counts them", () => {
    const overview = overviewOf(aiaWith());
    expect(titlesOf(overview)).toEqual(
      expect.arrayContaining([
        "Pods that are ready",
        "Pods that are not",
        "Mean response, gateway",
      ]),
    );
    expect(problemsOf(overview)).toEqual([]);
  });

  it("P6: has no more tiles for a thousand services, and what the API takes", () => {
    const many = uncheckedStagingWith((config) => {
      for (let number = 1; number <= 1000; number++) {
        config["holdfast:services"][`service-${number}`] = {
          ...config["holdfast:services"].auth,
          uses: {},
        };
      }
    });
    const overview = overviewOf(many, 2000);
    expect(titlesOf(overview)).toEqual(titlesOf(overviewOf(staging)));
    expect(problemsOf(overview)).toEqual([]);
    expect(JSON.stringify(overview).length).toBeLessThan(50_000);
    const queries = overview.mosaicLayout.tiles.flatMap(promQlOf);
    expect(queries.every((query) => query.includes('location=~"us-central1"'))).toBe(true);
  });

  it("P6: changes its edition with what only goes away", () => {
    const editionOf = (overview: DashboardData) =>
      /edition ([0-9a-f]{8})/.exec(JSON.stringify(overview))?.[1];
    expect(editionOf(overviewOf(staging))).toBe(editionOf(overviewOf(staging)));
    expect(editionOf(overviewOf(staging, 0))).not.toBe(editionOf(overviewOf(staging)));
  });
});
