import { describe } from "vitest";
import { addStores, type Raw } from "../stack-file.fixture";
import { imageSources } from "./image-sources";
import { accepts, refuses } from "./table.fixture";
import { telemetry } from "./telemetry";

const to =
  (destination: string, settings: object = {}, change: (file: Raw) => void = () => undefined) =>
  (file: Raw) => {
    file["holdfast:telemetry"] = { destination, ...settings };
    change(file);
  };

/** Moves services to GKE. */
const onGke = (file: Raw, settings: object = {}) => {
  file["holdfast:platform"] = "gke";
  file["holdfast:gke"] = { podRange: "10.32.0.0/16", serviceRange: "10.48.0.0/20" };
  for (const service of Object.values<Raw>(file["holdfast:services"])) {
    delete service.cpuIdle;
    Object.assign(service, settings);
  }
};
const privateRanges = (file: Raw) => {
  file["holdfast:network"].egress = "private-ranges-only";
};

describe("P8: a destination of telemetry that reaches every service", () => {
  refuses(telemetry, [
    {
      name: "a collector to which nothing leads",
      change: to("collector", {}, privateRanges),
      at: ["telemetry.destination"],
      says: 'Set network.egress to "all-traffic".',
    },
    {
      name: "Google as the destination of pods without a way out",
      change: to("google", {}, onGke),
      at: ["backend", "auth"].map((name) => `services.${name}.egress.internet`),
    },
    {
      name: "a service with the name of the collectors",
      change: to("collector", {}, (file) => {
        file["holdfast:services"]["otel-collector"] = file["holdfast:services"].auth;
      }),
      at: ["services.otel-collector"],
    },
    {
      name: "a database and a cache in the cluster with the name of the collectors",
      change: to("collector", {}, (file) => {
        addStores(file);
        file["holdfast:postgres"]["otel-collector"] = file["holdfast:postgres"].timescale;
        file["holdfast:redis"]["otel-collector"] = file["holdfast:redis"].local;
      }),
      at: ["postgres.otel-collector", "redis.otel-collector"],
    },
    {
      name: "settings of a collector that there is not",
      change: to("google", { collector: {} }),
      at: ["telemetry.collector"],
    },
    {
      name: "CPU of a collector on Cloud Run",
      change: to("collector", { collector: { cpu: 0.5 } }),
      at: ["telemetry.collector.cpu"],
    },
    {
      name: "more collectors always than at most",
      change: to("collector", { collector: { scale: { min: 5, max: 3 } } }),
      at: ["telemetry.collector.scale.min"],
    },
    {
      name: "more collectors always than at most by default",
      change: to("collector", { collector: { scale: { min: 5 } } }),
      at: ["telemetry.collector.scale.min"],
    },
  ]);
  accepts(telemetry, [
    { name: "the shortest form", change: to("collector") },
    { name: "the shortest form on GKE", change: to("collector", {}, onGke) },
    {
      name: "collectors on GKE without a way out of services, and their CPU",
      change: to("collector", { collector: { cpu: 0.5, scale: { min: 2, max: 2 } } }, onGke),
    },
    {
      name: "Google as the destination of pods with a way out",
      change: to("google", {}, (file) => onGke(file, { egress: { internet: true } })),
    },
    {
      name: "Google as the destination of pods that opt out",
      change: to("google", {}, (file) => onGke(file, { telemetry: false })),
    },
    { name: "Google through whatever egress", change: to("google", {}, privateRanges) },
    {
      name: "a collector in the cluster with whatever egress",
      change: to("collector", {}, (file) => {
        onGke(file);
        privateRanges(file);
      }),
    },
    {
      name: "a collector to which nothing leads and nobody sends",
      change: to("collector", {}, (file) => {
        privateRanges(file);
        for (const service of Object.values<Raw>(file["holdfast:services"])) {
          service.telemetry = false;
        }
      }),
    },
    {
      name: "a managed database and cache with the name of the collectors, which are no objects of the cluster",
      change: to("collector", {}, (file) => {
        for (const [key, store] of [
          ["holdfast:postgres", "main-db"],
          ["holdfast:redis", "sessions"],
        ] as const) {
          file[key]["otel-collector"] = file[key][store];
        }
      }),
    },
    {
      name: "a service with the name of collectors that there are not",
      change: to("google", {}, (file) => {
        file["holdfast:services"]["otel-collector"] = file["holdfast:services"].auth;
      }),
    },
  ]);
});

describe("P8: the image of a collector", () => {
  const collector = { image: "quay.io/otel/collector:0.156.0" };
  refuses(imageSources, [
    {
      name: "a registry from which Cloud Run does not pull",
      change: to("collector", { collector }),
      at: ["telemetry.collector.image"],
      says: "quay.io",
    },
  ]);
  accepts(imageSources, [
    { name: "any registry on GKE", change: to("collector", { collector }, onGke) },
    { name: "the usual one", change: to("collector") },
  ]);
});
