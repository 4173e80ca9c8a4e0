import { describe, expect, it } from "vitest";
import { uncheckedStagingWith } from "../testing/staging";
import { verificationAlerts } from "./verification-alerts";

/** The condition that checks are silent, of staging with other schedules. */
function silence(schedules: object) {
  const configuration = uncheckedStagingWith((config) => {
    config["holdfast:verify"] = { schedules };
  });
  const alert = verificationAlerts(configuration).find(
    ({ name }) => name === "verification-silent",
  );
  return (alert?.conditions ?? []).map((condition) =>
    "conditionThreshold" in condition ? {} : condition.conditionPrometheusQueryLanguage,
  );
}

describe("N19: checks that no longer run", () => {
  it("are noticed after two intervals and a half hour, each function by itself", () => {
    expect(silence({ health: "15m", goldenPath: "5m" })).toMatchObject([
      {
        query:
          'absent_over_time(logging_googleapis_com:user_verification_runs{monitored_resource="cloud_run_revision",service_name="holdfast-verification"}[3600s])',
        duration: "1800s",
      },
      {
        query:
          'absent_over_time(logging_googleapis_com:user_verification_runs{monitored_resource="cloud_run_revision",service_name="holdfast-synthetic-monitor"}[2400s])',
        duration: "600s",
      },
    ]);
  });

  it("are not looked for further back than an alert can look", () => {
    expect(silence({ health: "12h" })).toHaveLength(2);
    expect(silence({ health: "24h" })).toHaveLength(1);
  });
});

describe("a stack without hosts", () => {
  it("has no checks and no alert on them", () => {
    const { edge: _, ...configuration } = uncheckedStagingWith();
    expect(verificationAlerts(configuration)).toEqual([]);
  });
});
