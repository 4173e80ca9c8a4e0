import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { object, service } from "../models/kubernetes/program.fixture";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import type { CaseResource } from "../testing/policy-case";
import { checkPaths } from "./check";
import { client, denyAll, policy } from "./program.fixture";

const UNKNOWN = new Unknown("is known only after deployment");
const found = (...program: readonly CaseResource[]) => shownFindings(checkPaths(stackOf(program)));
const deny = denyAll("backend", ["Ingress"]);
const pods = client({});
const admit = (from: unknown, ports: unknown = [{ port: 8000 }]) =>
  policy("admit", { podSelector: { matchLabels: { app: "api" } }, ingress: [{ from, ports }] });
const block = (...cidrs: readonly string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

describe("A10: a Service that is reached from outside", () => {
  const balancer = (spec: object = {}) => service({ type: "LoadBalancer", ...spec });

  it("fails where no rule admits anybody from outside to the port of its pods", () => {
    expect(found(pods, balancer(), deny)).toEqual([
      'Service "api": spec.type is "LoadBalancer", which leads connections from outside of the cluster to the pods. NetworkPolicy "deny-backend" isolates the ingress of Deployment "api", and no rule admits connections from outside of the cluster to its TCP port 8000. Add an ingress rule from an ipBlock of the clients on TCP port 8000.',
    ]);
    expect(found(pods, service({ type: "NodePort" }), deny)).toHaveLength(1);
    expect(found(pods, balancer(), deny, admit([{ podSelector: {} }]))).toHaveLength(1);
    expect(found(pods, balancer(), deny, admit(undefined, [{ port: 80 }]))).toHaveLength(1);
  });

  it("passes where some clients are admitted, and where nobody comes from outside", () => {
    expect(found(pods, balancer(), deny, admit(undefined))).toEqual([]);
    expect(found(pods, balancer(), deny, admit(block("203.0.113.0/24")))).toEqual([]);
    expect(found(pods, balancer(), denyAll("backend", ["Egress"]))).toEqual([]);
    expect(found(pods, service(), deny)).toEqual([]);
    expect(found(pods, balancer({ selector: undefined }), deny)).toEqual([]);
  });

  it("is judged by the sources that it lets through", () => {
    const only = balancer({ loadBalancerSourceRanges: ["198.51.100.0/24"] });
    expect(found(pods, only, deny, admit(block("203.0.113.0/24")))).toHaveLength(1);
    expect(found(pods, only, deny, admit(block("198.51.100.0/25")))).toEqual([]);
  });

  it("is not evaluated where its target port or the rule is unknown", () => {
    const late = balancer({ ports: [{ port: 80, targetPort: UNKNOWN }] });
    expect(found(pods, late, deny)).toEqual([
      expect.stringMatching(/^Not evaluated: .*the port of the pods is known/),
    ]);
    expect(found(pods, balancer(), deny, admit(UNKNOWN))).toEqual([
      expect.stringMatching(/^Not evaluated: /),
    ]);
  });
});

describe("A10: a load balancer of Google before pods", () => {
  const gateway = object("gateway.networking.k8s.io/v1:Gateway", "edge", {
    spec: { gatewayClassName: "gke-l7-global-external-managed" },
  });
  const route = object("gateway.networking.k8s.io/v1:HTTPRoute", "api", {
    spec: { parentRefs: [{ name: "edge" }], rules: [{ backendRefs: [{ name: "api", port: 80 }] }] },
  });
  const ingress = (spec: object, annotations: object = { "kubernetes.io/ingress.class": "gce" }) =>
    object("networking.k8s.io/v1:Ingress", "web", { spec }, { annotations });
  const backend = { service: { name: "api", port: { number: 80 } } };
  const google = block("130.211.0.0/22", "35.191.0.0/16");

  it("fails where its health checks are not admitted", () => {
    expect(found(pods, service(), gateway, route, deny)).toEqual([
      'HTTPRoute "api": spec.rules[0].backendRefs[0].name leads to Service "api". NetworkPolicy "deny-backend" isolates the ingress of Deployment "api", and no rule admits connections from Google\'s load balancers and health checks (130.211.0.0/22, 35.191.0.0/16) to its TCP port 8000. Add an ingress rule from the ipBlocks "130.211.0.0/22" and "35.191.0.0/16" on TCP port 8000.',
    ]);
    expect(
      found(pods, service(), gateway, route, deny, admit(block("35.191.0.0/16"))),
    ).toHaveLength(1);
    expect(found(pods, service(), ingress({ defaultBackend: backend }), deny)).toHaveLength(1);
    const named = { service: { name: "api", port: { name: "http" } } };
    const rules = [{ http: { paths: [{ backend: named }] } }];
    expect(found(pods, service(), ingress({ rules }), deny)).toEqual([
      expect.stringContaining("spec.rules[0].http.paths[0].backend.service.name"),
    ]);
    const address = { "kubernetes.io/ingress.global-static-ip-name": "edge" };
    expect(
      found(pods, service(), ingress({ defaultBackend: backend }, address), deny),
    ).toHaveLength(1);
  });

  it("passes where both of its ranges are admitted, by whichever rules", () => {
    expect(found(pods, service(), gateway, route, deny, admit(google))).toEqual([]);
    expect(found(pods, service(), gateway, route, deny, admit(block("0.0.0.0/0")))).toEqual([]);
    const halves = policy("more", {
      podSelector: {},
      ingress: [{ from: block("35.191.128.0/17") }],
    });
    const program = [pods, service(), gateway, route, deny];
    expect(found(...program, admit(block("130.211.0.0/22", "35.191.0.0/17")), halves)).toEqual([]);
    expect(found(pods, service(), gateway, route)).toEqual([]);
  });

  it("is another controller's matter where the class is not Google's", () => {
    const nginx = ingress({ ingressClassName: "nginx", defaultBackend: backend }, {});
    const controller = [{ namespaceSelector: { matchLabels: { name: "ingress-nginx" } } }];
    expect(found(pods, service(), nginx, deny, admit(controller))).toEqual([]);
    expect(found(pods, service(), nginx, deny)).toEqual([
      expect.stringContaining("no rule admits connections from anybody to its TCP port 8000"),
    ]);
  });
});
