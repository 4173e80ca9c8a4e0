import { expect, it } from "vitest";
import { type CpuProfile, summarize } from "./summary";

const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
});

const profile: CpuProfile = {
  nodes: [
    node(1, "(root)", "", [2, 3, 4, 9]),
    node(2, "(idle)", ""),
    node(3, "(garbage collector)", ""),
    node(4, "fulfilled", "/x/node_modules/@pulumi/policy/server.js", [5]),
    node(5, "resource", "/x/policies/bin/port-agrees/policy.js", [6, 8]),
    node(6, "readPods", "/x/policies/bin/models/kubernetes/pods.js", [7]),
    node(7, "split", ""),
    node(8, "at", "/x/policies/bin/framework/place.js"),
    node(9, "get", "node:internal/http2/core"),
  ],
  samples: [2, 3, 4, 7, 8, 9],
  timeDeltas: [90_000, 1000, 2000, 3000, 4000, 5000],
};

it("gives time to the innermost area that a call belongs to, and none to waiting", () => {
  expect(summarize(profile).areas).toEqual([
    { where: "the protocol (gRPC, HTTP/2, protobuf)", milliseconds: 5 },
    { where: "the framework of the pack", milliseconds: 4 },
    { where: "policies and their models", milliseconds: 3 },
    { where: "the policy SDK", milliseconds: 2 },
    { where: "collecting garbage", milliseconds: 1 },
  ]);
});

it("gives what a policy calls to the policy", () => {
  expect(summarize(profile).policies).toEqual([{ where: "port-agrees", milliseconds: 7 }]);
});
