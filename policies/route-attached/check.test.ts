import { describe, expect, it } from "vitest";
import { hostnamesMeet } from "../models/kubernetes/gateway-api";
import { namespace, object } from "../models/kubernetes/program.fixture";
import type { CaseResource } from "../testing/policy-case";
import { stackResource } from "../testing/stack-resource";
import { checkStack } from "./check";

const group = "gateway.networking.k8s.io/v1";

const found = (...resources: readonly CaseResource[]) =>
  checkStack(
    resources.map(({ type, name = "it", props }) =>
      stackResource(type, name, JSON.parse(JSON.stringify(props))),
    ),
  ).map(({ subject, finding }) => `${subject}: ${finding.path} ${finding.message}`);

const gateway = (listener: object) =>
  object(
    `${group}:Gateway`,
    "web",
    { spec: { listeners: [{ name: "https", protocol: "HTTPS", ...listener }] } },
    { namespace: "edge" },
  );
const route = (spec: object = {}) =>
  object(`${group}:HTTPRoute`, "api", {
    spec: { parentRefs: [{ name: "web", namespace: "edge" }], ...spec },
  });
const all = { namespaces: { from: "All" } };

describe("A18: a route that its gateway does not know", () => {
  it("A18: is refused when the listener takes routes of its own namespace only", () => {
    expect(found(gateway({}), route())).toEqual([
      'HTTPRoute "api": spec.parentRefs[0] is attached to Gateway "web", no listener of which takes routes of namespace "backend", so the gateway does not know it and answers with 404. Set allowedRoutes.namespaces of the listener so that it does.',
    ]);
  });

  it("A18: is refused when it has no hostname of the listener", () => {
    const hostnames = ["013a.tech"];
    expect(
      found(gateway({ hostname: "example.com", allowedRoutes: all }), route({ hostnames })),
    ).toEqual([
      'HTTPRoute "api": spec.parentRefs[0] is attached to Gateway "web", no listener of which has a hostname in common with it, so it gets no request. Give one of its hostnames to a listener, or leave the hostname of the listener out.',
    ]);
  });

  it("A18: passes when the listener takes it", () => {
    const hostnames = ["013a.tech"];
    expect(found(gateway({ allowedRoutes: all }), route({ hostnames }))).toEqual([]);
    expect(found(gateway({ hostname: "013a.tech", allowedRoutes: all }), route())).toEqual([]);
  });
});

it("A18: a backend in another namespace needs a grant there", () => {
  const backendRefs = [{ name: "frontend", namespace: "frontend", port: 80 }];
  const spec = { parentRefs: [], rules: [{ backendRefs }] };
  const grant = object(
    "gateway.networking.k8s.io/v1beta1:ReferenceGrant",
    "grant",
    {
      spec: {
        from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "backend" }],
        to: [{ group: "", kind: "Service", name: "frontend" }],
      },
    },
    { namespace: "frontend" },
  );
  expect(found(namespace("frontend"), route(spec))).toEqual([
    'HTTPRoute "api": spec.rules[0].backendRefs[0] names Service "frontend" in namespace "frontend", where no ReferenceGrant allows it, so every request is answered with an error. Declare one in namespace "frontend" from HTTPRoute in namespace "backend" to Service, or put both into one namespace.',
  ]);
  expect(found(namespace("frontend"), grant, route(spec))).toEqual([]);
});

it.each([
  ["a.example.com", "a.example.com", true],
  ["*.example.com", "a.example.com", true],
  ["a.b.example.com", "*.example.com", true],
  ["*.example.com", "*.b.example.com", true],
  ["*.example.com", "example.com", false],
  ["a.example.com", "b.example.com", false],
])("the hostnames %s and %s have a host in common: %s", (one, other, meet) => {
  expect(hostnamesMeet(one, other)).toBe(meet);
});
