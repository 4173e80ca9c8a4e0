import { describe, expect, it } from "vitest";
import {
  connector,
  direct,
  nat,
  network,
  planned,
  router,
  service,
  subnetwork,
} from "../models/network/program.fixture";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import { checkEgress } from "./check";

const found = (...parameters: Parameters<typeof stackOf>) =>
  shownFindings(checkEgress(stackOf(...parameters)));

const api = service({ vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] });

describe("all-traffic egress", () => {
  it("N8: without Cloud NAT is refused, with both ways out", () => {
    expect(found([network(), subnetwork("run"), api])).toEqual([
      'Cloud Run service "api": template.vpcAccess.egress is "ALL_TRAFFIC", so all traffic enters network "main" in region "europe-west1", from which no Cloud NAT of subnetwork "run" leads to the internet. Add a RouterNat on a Router of that network and region, or send private ranges only into the network.',
    ]);
  });

  it("N8: passes with Cloud NAT, in whatever order the program registers them", () => {
    const program = [network(), subnetwork("run"), router(), nat(), api];
    expect(found(program)).toEqual([]);
    expect(found([...program].reverse())).toEqual([]);
  });

  it("passes where a program looks up the network and makes its Cloud NAT", () => {
    expect(found([network(), subnetwork("run"), router(), nat(), api], ["main", "run"])).toEqual(
      [],
    );
  });

  it("is not evaluated where the program looks up the network, whose Cloud NAT is elsewhere", () => {
    expect(found([network(), subnetwork("run"), api], ["main", "run"])).toEqual([
      'Not evaluated: Cloud Run service "api": template.vpcAccess.egress is "ALL_TRAFFIC", and whether Cloud NAT leads to the internet from network "main" in region "europe-west1" cannot be told. Make sure that Cloud NAT leads to the internet from the network that it enters.',
    ]);
  });

  it("of a workload that the program looks up is not judged", () => {
    expect(found([network(), subnetwork("run"), api], ["api"])).toEqual([]);
  });

  it("finds the router of its region among routers of one name", () => {
    const far = { ...router("far", { name: "router", region: "us-central1" }), name: "far" };
    const gateway = { ...nat(), propertyDependencies: {} };
    expect(found([network(), subnetwork("run"), far, router(), gateway, api])).toEqual([]);
  });

  it("counts a Cloud NAT whose router is made elsewhere as one that may serve", () => {
    const gateway = planned("gcp:compute/routerNat:RouterNat", "nat", {
      region: "europe-west1",
      router: "elsewhere",
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
    });
    expect(found([network(), subnetwork("run"), gateway, api]).join()).toContain("Not evaluated");
  });

  it("names the subnetwork that a connector makes for itself", () => {
    const program = [
      network(),
      connector(),
      service({ vpcAccess: { egress: "ALL_TRAFFIC", connector: "connector" } }),
    ];
    expect(found(program).join()).toContain("no Cloud NAT of its connector's own subnetwork");
  });

  it("is judged for thousands of workloads in a moment", () => {
    const services = Array.from({ length: 3000 }, (_, index) =>
      service({ name: `s${index}`, vpcAccess: direct("ALL_TRAFFIC"), from: ["run"] }),
    );
    const stack = stackOf([network(), subnetwork("run"), ...services]);
    const started = performance.now();
    expect(checkEgress(stack)).toHaveLength(3000);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
