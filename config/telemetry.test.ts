import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attributesOf,
  formatAttributes,
  isDestinationVariable,
  parseAttributes,
  serviceTelemetry,
  type TelemetryFacts,
} from "./telemetry";

const facts: TelemetryFacts = {
  service: "api-gateway",
  image: "us-central1-docker.pkg.dev/shop/shop/api-gateway:1.4.2",
  platform: "cloud-run",
  stack: "shop",
  environment: "production",
  project: "shop-prod",
  region: "us-central1",
};
const toCollector = {
  destination: "collector",
  protocol: "http/protobuf",
  sampling: "100%",
} as const;
const told = (
  own: Record<string, string | undefined> = {},
  settings: Partial<Parameters<typeof serviceTelemetry>[0]> = {},
) => serviceTelemetry({ ...toCollector, ...settings }, facts, new Map(Object.entries(own)));
const attributesTold = (own: Record<string, string | undefined> = {}) =>
  Object.fromEntries(parseAttributes(told(own).variables.OTEL_RESOURCE_ATTRIBUTES ?? "") ?? []);

const digest = `sha256:${"0a".repeat(32)}`;

describe("P8: what a service is told of telemetry", () => {
  it("P8: is where to send, in which form, and its name, version and environment", () => {
    expect(told()).toEqual({
      collectorVariable: "OTEL_EXPORTER_OTLP_ENDPOINT",
      variables: {
        OTEL_SERVICE_NAME: "api-gateway",
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
        OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
        OTEL_TRACES_SAMPLER_ARG: "1",
        OTEL_RESOURCE_ATTRIBUTES:
          "service.namespace=shop,service.version=1.4.2,deployment.environment.name=production," +
          "deployment.environment=production,cloud.provider=gcp,cloud.region=us-central1,gcp.project_id=shop-prod",
      },
    });
  });

  it("P8: is Google's own endpoint where that is the destination", () => {
    const { variables, collectorVariable } = told({}, { destination: "google" });
    expect(variables.OTEL_EXPORTER_OTLP_ENDPOINT).toBe("https://telemetry.googleapis.com");
    expect(collectorVariable).toBeUndefined();
  });

  it.each([
    ["100%", "1"],
    ["10%", "0.1"],
    ["99.9%", "0.999"],
    ["0.01%", "0.0001"],
    ["0.5%", "0.005"],
  ])("P8: of %s of the traces is %s", (sampling, argument) => {
    expect(told({}, { sampling }).variables.OTEL_TRACES_SAMPLER_ARG).toBe(argument);
  });

  it.each([
    ["a/b:2.0.0", "2.0.0"],
    [`a/b@${digest}`, digest],
    [`a/b:2.0.0@${digest}`, "2.0.0"],
    ["localhost:5000/b", undefined],
    ["no image", undefined],
  ])("P8: of the image %s is the version %s", (image, version) => {
    expect(attributesOf({ ...facts, image }).get("service.version")).toBe(version);
  });

  it("P8: names cluster and namespace on GKE, and neither on Cloud Run", () => {
    const place = { namespace: "backend", cluster: "main" };
    const names = ["k8s.cluster.name", "k8s.namespace.name"];
    const onGke = attributesOf({ ...facts, ...place, platform: "gke" });
    expect(names.map((name) => onGke.get(name))).toEqual(["main", "backend"]);
    const onCloudRun = attributesOf({ ...facts, ...place });
    expect(names.map((name) => onCloudRun.has(name))).toEqual([false, false]);
  });
});

describe("P8: what a service sets itself", () => {
  it("P8: is left to it: its name and its share of traces", () => {
    const { variables } = told({ OTEL_SERVICE_NAME: "gateway", OTEL_TRACES_SAMPLER_ARG: "0.1" });
    expect(variables).not.toHaveProperty("OTEL_SERVICE_NAME");
    expect(variables).not.toHaveProperty("OTEL_TRACES_SAMPLER_ARG");
    expect(variables.OTEL_TRACES_SAMPLER).toBe("parentbased_traceidratio");
  });

  it("P8: is its sampler together with the argument, which would mean something else for it", () => {
    const { variables } = told({ OTEL_TRACES_SAMPLER: "always_off" });
    expect(Object.keys(variables)).not.toContain("OTEL_TRACES_SAMPLER");
    expect(Object.keys(variables)).not.toContain("OTEL_TRACES_SAMPLER_ARG");
  });

  it("P8: also holds where it is a secret, whose value nobody knows", () => {
    expect(told({ OTEL_SERVICE_NAME: undefined }).variables).not.toHaveProperty(
      "OTEL_SERVICE_NAME",
    );
  });

  it("P8: are attributes beside those that it is told, and instead of them", () => {
    expect(
      attributesTold({ OTEL_RESOURCE_ATTRIBUTES: "team=pay%20ments, service.version=2-rc" }),
    ).toMatchObject({
      team: "pay ments",
      "service.version": "2-rc",
      "deployment.environment.name": "production",
    });
  });
});

describe("P8: the text of attributes", () => {
  it("encodes what separates pairs, and what some decoder changes", () => {
    expect(formatAttributes(new Map([["a b", 'x=1,y;"%+\\ é']]))).toBe(
      "a%20b=x%3D1%2Cy%3B%22%25%2B%5C%20%C3%A9",
    );
  });

  it("P8: has only characters that W3C Baggage allows, and reads back as it was", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 30 });
    fc.assert(
      fc.property(
        fc.dictionary(
          text.filter((key) => key !== ""),
          text,
        ),
        (pairs) => {
          const attributes = new Map(Object.entries(pairs));
          const written = formatAttributes(attributes);
          expect(written).toMatch(/^[\x21\x23-\x2b\x2c-\x3a\x3c-\x5b\x5d-\x7e]*$/);
          expect(parseAttributes(written)).toEqual(attributes);
        },
      ),
    );
  });

  it.each(["a", "=b", "a=%zz", "a=1,b"])("is refused as %s", (text) => {
    expect(parseAttributes(text)).toBeUndefined();
  });

  it.each([
    ["", {}],
    [" ", {}],
    ["a=1,", { a: "1" }],
    ["a=", { a: "" }],
    ["a=b=c", { a: "b=c" }],
    ["a=1,a=2", { a: "2" }],
  ])("is read as %j is", (text, attributes) => {
    expect(Object.fromEntries(parseAttributes(text) ?? [])).toEqual(attributes);
  });
});

describe("P8: a variable that says where telemetry goes", () => {
  it.each([
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL",
    "OTEL_EXPORTER_OTLP_HEADERS",
  ])("is %s", (name) => {
    expect(isDestinationVariable(name)).toBe(true);
  });

  it.each([
    "OTEL_EXPORTER_OTLP_TIMEOUT",
    "OTEL_EXPORTER_OTLP_COMPRESSION",
    "OTEL_SERVICE_NAME",
    "OTEL_TRACES_EXPORTER",
    "OTEL_EXPORTER_JAEGER_ENDPOINT",
    "MY_OTEL_EXPORTER_OTLP_ENDPOINT",
  ])("is not %s", (name) => {
    expect(isDestinationVariable(name)).toBe(false);
  });
});
