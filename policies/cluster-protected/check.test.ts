import { describe, expect, it } from "vitest";
import { Place } from "../framework/place";
import { checkCluster } from "./check";

const autopilot = { enableAutopilot: true, privateClusterConfig: { enablePrivateNodes: true } };
const messages = (props: object, protect = false) =>
  checkCluster(new Place(JSON.parse(JSON.stringify(props))), protect).map(
    ({ path, message }) => `${path} ${message}`,
  );

describe("A19: a cluster with volumes in it", () => {
  it("is kept by the option of Pulumi as well as by the provider", () => {
    const props = { ...autopilot, deletionProtection: false };
    expect(messages(props, true)).toEqual([]);
    expect(messages(props)).toEqual([
      "deletionProtection is false, so one wrong update deletes the cluster with all that runs and is kept in it. " +
        "It must be true, which is the default. Set it to true or remove it.",
    ]);
  });
});

describe("a cluster whose pods have identities of their own", () => {
  it("is one of Autopilot, or one with a pool of identities", () => {
    expect(messages(autopilot)).toEqual([]);
    const standard = { ...autopilot, enableAutopilot: false };
    expect(messages(standard)).toEqual([
      'workloadIdentityConfig.workloadPool is not set, so every pod acts as the service account of its node, with all its rights. Set it to "PROJECT.svc.id.goog".',
    ]);
    expect(
      messages({ ...standard, workloadIdentityConfig: { workloadPool: "shop.svc.id.goog" } }),
    ).toEqual([]);
  });
});
