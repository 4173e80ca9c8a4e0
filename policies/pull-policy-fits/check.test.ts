import { describe, expect, it } from "vitest";
import { readPodSpecs } from "../models/workload/pod-spec";
import { checkWorkload } from "./check";

function found(image: string, imagePullPolicy?: string): readonly string[] {
  const container = { image, ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }) };
  const props = { spec: { containers: [container] } };
  return readPodSpecs({ type: "kubernetes:core/v1:Pod", name: "it", props })
    .flatMap(checkWorkload)
    .map(({ path, message }) => `${path} ${message}`);
}

const AT = "spec.containers[0].imagePullPolicy";
const digest = `sha256:${"a".repeat(64)}`;

describe("A9: pull policies that do not fit what is pulled", () => {
  it.each<[string, string | undefined, string]>([
    [
      "agent:1.0.0",
      "Always",
      'is "Always" for the released tag "1.0.0", so no pod starts while the registry is away. Set it to "IfNotPresent", or leave it out.',
    ],
    [
      `agent@${digest}`,
      "Always",
      'is "Always" for a digest, so no pod starts while the registry is away. Set it to "IfNotPresent", or leave it out.',
    ],
    [
      "agent:16.4.1-alpine",
      "Always",
      'is "Always" for the released tag "16.4.1-alpine", so no pod starts while the registry is away. Set it to "IfNotPresent", or leave it out.',
    ],
    [
      "postgres:16",
      "Never",
      'is "Never", so the pod starts only on a node that has the image already. Set it to "IfNotPresent".',
    ],
    [
      "agent:1.0.0",
      "Never",
      'is "Never", so the pod starts only on a node that has the image already. Set it to "IfNotPresent".',
    ],
    [
      "agent:latest",
      "IfNotPresent",
      'is "IfNotPresent" for the moving tag "latest", so nodes run what they happened to pull. Pin a digest or a released tag, or set it to "Always".',
    ],
    [
      "agent:main",
      undefined,
      'is "IfNotPresent", since it is not set, for the moving tag "main", so nodes run what they happened to pull. Pin a digest or a released tag, or set it to "Always".',
    ],
  ])("A9: are refused: %s with %s", (image, policy, message) => {
    expect(found(image, policy)).toEqual([`${AT} ${message}`]);
  });

  it.each([
    ["agent:1.0.0", undefined],
    ["agent:1.0.0", "IfNotPresent"],
    [`agent:main@${digest}`, undefined],
    ["agent", undefined],
    ["agent", "Always"],
    ["agent:nightly", "Always"],
    ["postgres:16", "Always"],
    ["postgres:16-alpine", "IfNotPresent"],
    ["python:3.11-slim", "Always"],
  ])("pass when they fit: %s with %s", (image, policy) => {
    expect(found(image, policy)).toEqual([]);
  });

  it("A9: of two workloads of one image with different ones at least one is refused", () => {
    const policies = ["Always", "IfNotPresent", "Never"];
    for (const image of ["agent:1.0.0", "agent:main", `agent@${digest}`, "agent"]) {
      const fitting = policies.filter((policy) => found(image, policy).length === 0);
      expect(fitting).toHaveLength(1);
    }
  });
});
