import { describe, expect, it } from "vitest";
import { cloudRunServicesOf } from "../../../config";
import { servicesOfStagingWith, stagingWith } from "../../testing/staging";
import { serviceInputs } from "./service-inputs";

/** The arguments of a service to which no host leads. */
function inputsWith(settings: object) {
  const { auth } = cloudRunServicesOf(
    servicesOfStagingWith((config) => {
      Object.assign(config["holdfast:services"].auth, settings);
    }),
  );
  return auth && serviceInputs(auth);
}

describe("serviceInputs", () => {
  it("reads a service whose settings are mostly left out", () => {
    expect(inputsWith({})).toEqual({
      image: "us-central1-docker.pkg.dev/netra-staging/netra/auth:1.4.0",
      port: 8080,
      cpu: 1,
      memory: "1Gi",
      cpuIdle: true,
      scale: { min: 1, max: 4, concurrency: 80 },
      sessionAffinity: false,
      requestTimeoutSeconds: 300,
      startup: {
        path: "/health",
        headers: {},
        withinSeconds: 120,
        periodSeconds: 5,
        timeoutSeconds: 5,
      },
      health: {
        path: "/health",
        headers: {},
        periodSeconds: 30,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
      ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
      allowUnauthenticated: false,
      defaultUriDisabled: false,
      deletionProtection: true,
    });
  });

  it("N11: opens a service with a route to the load balancer, and leaves an own address to one that others call", () => {
    const { backend, auth } = cloudRunServicesOf(stagingWith());
    expect([backend, auth].map((service) => service && serviceInputs(service))).toMatchObject([
      {
        ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
        allowUnauthenticated: true,
        defaultUriDisabled: true,
      },
      {
        ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
        allowUnauthenticated: true,
        defaultUriDisabled: false,
      },
    ]);
  });

  it.each([
    [{ cpuIdle: false }, { cpuIdle: false }],
    [{ sessionAffinity: true }, { sessionAffinity: true }],
    [{ ingress: "all" }, { ingress: "INGRESS_TRAFFIC_ALL" }],
    [{ allowUnauthenticated: true }, { allowUnauthenticated: true }],
    [{ deletionProtection: false }, { deletionProtection: false }],
    [{ requestTimeout: "1h" }, { requestTimeoutSeconds: 3600 }],
  ])("hands on %j", (settings, inputs) => {
    expect(inputsWith(settings)).toMatchObject(inputs);
  });
});
