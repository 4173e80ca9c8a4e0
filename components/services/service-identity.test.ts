import { describe, expect, it } from "vitest";
import { promiseOf, record } from "../testing/recording";
import { ServiceIdentity } from "./service-identity";

describe("ServiceIdentity", () => {
  it("can be planned before its address is known", async () => {
    const recording = await record(
      () =>
        new ServiceIdentity("backend-run", {
          accountId: "backend-run",
          displayName: "Cloud Run service backend",
        }),
      { preview: true },
    );
    expect(recording.one("gcp:serviceaccount/account:Account").inputs).toEqual({
      accountId: "backend-run",
      displayName: "Cloud Run service backend",
    });
  });

  it("is a service account without any role", async () => {
    const recording = await record(
      () =>
        new ServiceIdentity("backend-run", {
          accountId: "backend-run",
          displayName: "Cloud Run service backend",
        }),
    );
    expect(recording.counts()).toEqual({
      "holdfast:services:ServiceIdentity": 1,
      "gcp:serviceaccount/account:Account": 1,
    });
    expect(await promiseOf(recording.result.member)).toBe(
      "serviceAccount:backend-run@netra-staging.iam.gserviceaccount.com",
    );
  });
});
