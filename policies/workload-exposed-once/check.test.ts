import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { object } from "../models/kubernetes/program.fixture";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import type { CaseResource } from "../testing/policy-case";
import { checkExposed } from "./check";
import { certificate, exposed, gateway, ingress, sound } from "./program.fixture";

const UNKNOWN = new Unknown("is known only after deployment");
const found = (...program: readonly CaseResource[]) =>
  shownFindings(checkExposed(stackOf(program), 1));

describe("A18: load balancers of one application", () => {
  it("fail where each workload has one of its own", () => {
    expect(found(...exposed("api"), ...exposed("frontend"))).toEqual([
      'Service "api": spec.type is "LoadBalancer", and so is that of Service "frontend" of the same application: each has an address and a certificate of its own. An application may have one load balancer. Set it to "ClusterIP", and lead to the Service from one Gateway or Ingress.',
      expect.stringMatching(/^Service "frontend": .*Service "api"/),
    ]);
    expect(found(...exposed("a"), ...exposed("b"), ...exposed("c"))).toHaveLength(3);
    const others = [{ ports: [{ port: 8002 }] }, { ports: [{ port: 50051, appProtocol: "http" }] }];
    for (const spec of others) {
      expect(found(...exposed("api"), ...exposed("economic", spec))).toHaveLength(2);
    }
  });

  it("pass where there is one, and as many as the configuration allows", () => {
    expect(found(...exposed("api"), ...exposed("frontend", { type: "ClusterIP" }))).toEqual([]);
    const two = [...exposed("api"), ...exposed("frontend")];
    expect(checkExposed(stackOf(two), 2)).toEqual([]);
  });

  it.each<[string, readonly CaseResource[]]>([
    ["another protocol than the web's", exposed("mqtt", { ports: [{ port: 1883 }] })],
    ["the same with encryption", exposed("mqtt", { ports: [{ port: 8883 }] })],
    [
      "the network of the company",
      exposed("admin", {}, { annotations: { "networking.gke.io/load-balancer-type": "Internal" } }),
    ],
    [
      "an ingress controller",
      exposed("edge", {}, {}, "registry.k8s.io/ingress-nginx/controller:v1.13.0"),
    ],
    [
      "another application",
      exposed("shop", {}, { labels: { "app.kubernetes.io/part-of": "shop" } }),
    ],
    ["pods that the program does not make", exposed("vendor", { selector: { app: "elsewhere" } })],
  ])("pass beside one for %s", (_what, other) => {
    expect(found(...exposed("api"), ...other)).toEqual([]);
  });

  it("are not evaluated where the type of one is unknown, and refused all the same without it", () => {
    const late = exposed("late", { type: UNKNOWN });
    expect(found(...exposed("api"), ...late)).toEqual([
      'Not evaluated: Service "late": spec.type is known only after deployment, so whether the application has more than 1 load balancer cannot be told. Give it as a literal.',
    ]);
    expect(found(...exposed("api"), ...exposed("frontend"), ...late)).toHaveLength(2);
    expect(found(...late)).toEqual([]);
  });
});

describe("A18: an Ingress of Google for a host", () => {
  it("passes with a static address and a certificate", () => {
    expect(found(ingress(sound), certificate())).toEqual([]);
    expect(found(ingress(sound))).toEqual([]);
    const own = { ...sound, "networking.gke.io/managed-certificates": undefined };
    expect(found(ingress(own, { tls: [{ secretName: "web" }] }))).toEqual([]);
  });

  it("fails without them", () => {
    expect(found(ingress())).toEqual([
      'Ingress "web": metadata.annotations names no static address, so the load balancer of "013a.tech" has another address whenever it is made again, and the records of the host lead nowhere. Reserve a GlobalAddress and name it in the annotation "kubernetes.io/ingress.global-static-ip-name".',
      'Ingress "web": spec.tls is not set and no annotation names a certificate, so "013a.tech" is served without encryption. Name a certificate in the annotation "networking.gke.io/managed-certificates".',
    ]);
  });

  it("fails with a certificate for other hosts", () => {
    expect(found(ingress(sound), certificate(["www.013a.tech"]))).toEqual([
      'Ingress "web": metadata.annotations["networking.gke.io/managed-certificates"] names certificates for "www.013a.tech", and "013a.tech" is not among them. Add the host to the domains of a ManagedCertificate.',
    ]);
    expect(found(ingress(sound), certificate(["www.013a.tech", UNKNOWN]))).toEqual([
      expect.stringMatching(/^Not evaluated: /),
    ]);
    expect(found(ingress(sound), certificate(UNKNOWN))).toEqual([
      expect.stringMatching(/^Not evaluated: /),
    ]);
  });

  it("passes without an address where something keeps the records of the host", () => {
    const { "kubernetes.io/ingress.global-static-ip-name": _, ...noAddress } = sound;
    expect(found(ingress(noAddress))).toHaveLength(1);
    const keeper = object("apps/v1:Deployment", "dns", {
      spec: {
        template: {
          spec: { containers: [{ image: "registry.k8s.io/external-dns/external-dns:v0.19.0" }] },
        },
      },
    });
    expect(found(ingress(noAddress), keeper)).toEqual([]);
    const record = {
      type: "gcp:dns/recordSet:RecordSet",
      name: "record",
      props: { rrdatas: UNKNOWN },
      propertyDependencies: { rrdatas: ["web"] },
    };
    expect(found(ingress(noAddress), record)).toEqual([]);
  });

  it("is no matter without a host, for another controller, within the company, and where annotations are unknown", () => {
    expect(found(ingress({}, { rules: [{ http: { paths: [] } }] }))).toEqual([]);
    expect(found(ingress({ "kubernetes.io/ingress.class": "nginx" }))).toEqual([]);
    expect(found(ingress({ "kubernetes.io/ingress.class": "gce-internal" }))).toEqual([]);
    expect(
      found(
        ingress({
          "kubernetes.io/ingress.global-static-ip-name": UNKNOWN,
          "networking.gke.io/managed-certificates": UNKNOWN,
        }),
      ),
    ).toEqual([]);
  });

  it("is judged where its host is unknown", () => {
    expect(found(ingress({}, { rules: [{ host: UNKNOWN }] }))).toHaveLength(2);
  });
});

describe("A18: a Gateway of Google for a host", () => {
  const plain = { name: "http", protocol: "HTTP", port: 80 };
  const route = (rules: unknown) =>
    object("gateway.networking.k8s.io/v1:HTTPRoute", "route", {
      spec: { parentRefs: [{ name: "edge" }], hostnames: ["013a.tech"], rules },
    });

  it("passes with a static address and a certificate", () => {
    expect(found(gateway())).toEqual([]);
    const references = { tls: { certificateRefs: [{ name: "web" }] } };
    expect(found(gateway({}, references, { "networking.gke.io/certmap": undefined }))).toEqual([]);
    expect(found(gateway({ listeners: UNKNOWN, addresses: UNKNOWN }))).toEqual([]);
  });

  it("fails without them", () => {
    expect(found(gateway({ addresses: undefined }))).toEqual([
      expect.stringMatching(
        /^Gateway "edge": spec\.addresses is not set, so the load balancer of "013a\.tech"/,
      ),
    ]);
    expect(found(gateway({}, plain))).toEqual([
      expect.stringMatching(/^Gateway "edge": spec\.listeners has no listener with a certificate/),
    ]);
    expect(found(gateway({}, {}, { "networking.gke.io/certmap": undefined }))).toHaveLength(1);
    expect(
      found(gateway({ listeners: [plain] }), route([{ backendRefs: [{ name: "api" }] }])),
    ).toHaveLength(1);
  });

  it("passes without a certificate where it only redirects, and without a host", () => {
    const redirect = [
      { filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https" } }] },
    ];
    expect(found(gateway({ listeners: [plain] }), route(redirect))).toEqual([]);
    expect(found(gateway({ listeners: [plain], addresses: undefined }))).toEqual([]);
    expect(found(gateway({ gatewayClassName: "gke-l7-rilb", addresses: undefined }))).toEqual([]);
    expect(found(gateway({ gatewayClassName: "istio", addresses: undefined }))).toEqual([]);
  });
});
