import { describe, expect, it } from "vitest";
import { type CaseResource, UNKNOWN } from "../../testing/policy-case";
import { Relations } from "../relation/relations";
import { NetworkMap } from "./network-map";
import {
  byConnector,
  connector,
  connectorIn,
  direct,
  job,
  network,
  service,
  serviceV1,
  subnetwork,
} from "./program.fixture";
import { stackOf } from "./stack.fixture";
import { egressOf, hasVpcAccess, isAllTraffic, vpcAccessOf } from "./vpc-access";

const surroundings = [network(), subnetwork("run"), connector()];

function accessOf(workload: CaseResource, program: readonly CaseResource[] = surroundings) {
  const stack = stackOf([...program, workload]);
  const last = stack.at(-1);
  if (last === undefined) {
    throw new Error("The stack is empty.");
  }
  return {
    access: vpcAccessOf(last, new NetworkMap(new Relations(stack))),
    egress: egressOf(last),
  };
}

const into = (name: string) => ({ is: "known", name });

describe("the VPC access of a workload", () => {
  it.each<[string, CaseResource, object]>([
    [
      "a connector of v2",
      service({ vpcAccess: byConnector(), from: ["connector"] }),
      { by: "connector", region: "europe-west1", network: into("main"), isHidden: true },
    ],
    [
      "a connector by its whole name",
      service({
        vpcAccess: { connector: "projects/shop/locations/europe-west1/connectors/connector" },
      }),
      { by: "connector", network: into("main") },
    ],
    [
      "a subnetwork of a job",
      job({ vpcAccess: direct(), from: ["run"] }),
      { by: "direct", region: "europe-west1", network: into("main"), subnetwork: { name: "run" } },
    ],
    [
      "a network alone",
      service({ vpcAccess: { networkInterfaces: [{ network: "main" }] } }),
      { by: "direct", network: into("main") },
    ],
    [
      "a connector of v1",
      serviceV1({ "run.googleapis.com/vpc-access-connector": "connector" }),
      {
        by: "connector",
        path: 'template.metadata.annotations["run.googleapis.com/vpc-access-connector"]',
      },
    ],
    [
      "an interface of v1",
      serviceV1({ "run.googleapis.com/network-interfaces": '[{"network":"main"}]' }),
      { by: "direct", network: into("main") },
    ],
    [
      "an interface of v1 that is not known yet",
      serviceV1({ "run.googleapis.com/network-interfaces": UNKNOWN }, { from: ["main", "run"] }),
      { by: "direct", network: into("main") },
    ],
  ])("is read from %s", (_what, workload, expected) => {
    expect(accessOf(workload).access).toMatchObject({ is: "way", ...expected });
  });

  it("leads into the subnetwork of a connector that is given one", () => {
    const { access } = accessOf(service({ vpcAccess: byConnector(), from: ["connector"] }), [
      network(),
      subnetwork("run"),
      connectorIn("run"),
    ]);
    expect(access).toMatchObject({
      network: into("main"),
      subnetwork: { name: "run" },
      isHidden: false,
    });
  });

  it.each<[string, CaseResource, object]>([
    ["without a block", service(), { is: "none", path: "template.vpcAccess" }],
    ["of v1 without annotations", serviceV1({}), { is: "none" }],
    [
      "of v1 with an interface that is no JSON",
      serviceV1({ "run.googleapis.com/network-interfaces": "[{" }),
      { is: "none" },
    ],
    ["that is not known", service({ vpcAccess: UNKNOWN }), { is: "unknown" }],
    [
      "with a connector that nothing tells",
      service({ vpcAccess: byConnector() }),
      { is: "unknown", path: "template.vpcAccess.connector" },
    ],
  ])("%s leads nowhere that is known", (_what, workload, expected) => {
    expect(accessOf(workload).access).toMatchObject(expected);
  });
});

it.each(["ALL_TRAFFIC", "all-traffic", "all"])("%s is all traffic", (egress) => {
  expect(isAllTraffic(egress)).toBe(true);
});

it.each(["PRIVATE_RANGES_ONLY", "private-ranges-only", undefined])("%s is not", (egress) => {
  expect(isAllTraffic(egress)).toBe(false);
});

it("egress is read where each kind has it", () => {
  const egress = "ALL_TRAFFIC";
  expect(accessOf(job({ vpcAccess: { egress } })).egress).toMatchObject({
    value: egress,
    path: "template.template.vpcAccess.egress",
  });
  expect(hasVpcAccess("gcp:cloudrunv2/workerPool:WorkerPool")).toBe(true);
  expect(hasVpcAccess("gcp:compute/instance:Instance")).toBe(false);
});
